// SPDX-License-Identifier: Apache-2.0
#include "samples/checksums.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

bool isDigit(QChar c) { return c >= u'0' && c <= u'9'; }
bool isUpper(QChar c) { return c >= u'A' && c <= u'Z'; }
int digit(QChar c) { return c.unicode() - u'0'; }

bool allDigits(QStringView t) { return !t.isEmpty() && std::all_of(t.begin(), t.end(), isDigit); }
bool allEqual(QStringView t) { return std::all_of(t.begin(), t.end(), [&](QChar c) { return c == t.front(); }); }

// 'A' letter, '0' digit, '*' either.
bool fits(QStringView t, QLatin1StringView shape)
{
    if (t.size() != shape.size())
        return false;
    for (qsizetype i = 0; i < t.size(); ++i) {
        const char s = shape[i].toLatin1();
        if ((s == 'A' && !isUpper(t[i])) || (s == '0' && !isDigit(t[i])) || (s == '*' && !isUpper(t[i]) && !isDigit(t[i])))
            return false;
    }
    return true;
}

int weighted(QStringView t, std::initializer_list<int> weights)
{
    int sum = 0;
    qsizetype i = 0;
    for (int w : weights)
        sum += w * digit(t[i++]);
    return sum;
}

bool isDate(int year, int month, int day) { return year > 1850 && month >= 1 && month <= 12 && day >= 1 && day <= 31; }

bool cpf(QStringView t)
{
    if (!allDigits(t) || t.size() != 11 || allEqual(t))
        return false;
    const int a = weighted(t, {10, 9, 8, 7, 6, 5, 4, 3, 2}) * 10 % 11 % 10;
    const int b = weighted(t, {11, 10, 9, 8, 7, 6, 5, 4, 3, 2}) * 10 % 11 % 10;
    return a == digit(t[9]) && b == digit(t[10]);
}

bool pesel(QStringView t)
{
    if (!allDigits(t) || t.size() != 11 || allEqual(t))
        return false;
    const int month = (digit(t[2]) * 10 + digit(t[3])) % 20;
    return isDate(1900, month, digit(t[4]) * 10 + digit(t[5])) && weighted(t, {1, 3, 7, 9, 1, 3, 7, 9, 1, 3, 1}) % 10 == 0;
}

bool turkishId(QStringView t)
{
    if (!allDigits(t) || t.size() != 11 || t[0] == u'0')
        return false;
    const int odd = weighted(t, {1, 0, 1, 0, 1, 0, 1, 0, 1}), even = weighted(t, {0, 1, 0, 1, 0, 1, 0, 1});
    return ((odd * 7 - even) % 10 + 10) % 10 == digit(t[9]) && (odd + even + digit(t[9])) % 10 == digit(t[10]);
}

bool bsn(QStringView t)
{
    return allDigits(t) && t.size() == 9 && !allEqual(t) && weighted(t, {9, 8, 7, 6, 5, 4, 3, 2, -1}) % 11 == 0;
}

bool nhs(QStringView t)
{
    if (!allDigits(t) || t.size() != 10 || allEqual(t))
        return false;
    const int check = (11 - weighted(t, {10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11) % 11;
    return check != 10 && check == digit(t[9]);
}

// Verhoeff's dihedral checksum.
bool aadhaar(QStringView t)
{
    static constexpr int d[10][10] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5}, {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
                                      {3, 4, 0, 1, 2, 8, 9, 5, 6, 7}, {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
                                      {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3}, {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
                                      {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}};
    static constexpr int p[8][10] = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4}, {5, 8, 0, 3, 7, 9, 6, 1, 4, 2},
                                     {8, 9, 1, 6, 0, 4, 3, 5, 2, 7}, {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
                                     {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}};
    if (!allDigits(t) || t.size() != 12 || t[0] < u'2')
        return false;
    int c = 0;
    for (qsizetype i = 0; i < 12; ++i)
        c = d[c][p[i % 8][digit(t[11 - i])]];
    return c == 0;
}

bool dni(QStringView t)
{
    static constexpr char16_t letters[] = u"TRWAGMYFPDXBNJZSQVHLCKE";
    int number = 0;
    if (fits(t, "00000000A"_L1)) {
        number = t.first(8).toInt();
    } else if (fits(t, "A0000000A"_L1) && t[0] >= u'X' && t[0] <= u'Z') { // NIE: X, Y, Z stand for 0, 1, 2
        number = (t[0].unicode() - u'X') * 10000000 + t.sliced(1, 7).toInt();
    } else {
        return false;
    }
    return t[8] == letters[number % 23];
}

bool codiceFiscale(QStringView t)
{
    // Values of characters at odd places, 0 to 9 and A to Z (decree of 23 December 1976).
    static constexpr int digits[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
    static constexpr int letters[] = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23};
    if (!fits(t, "AAAAAA**A**A***A"_L1))
        return false;
    int sum = 0;
    for (qsizetype i = 0; i < 15; ++i) {
        const int value = isDigit(t[i]) ? digit(t[i]) : t[i].unicode() - u'A';
        sum += i % 2 ? value : isDigit(t[i]) ? digits[value] : letters[value];
    }
    return t[15].unicode() == u'A' + sum % 26;
}

bool curp(QStringView t)
{
    static constexpr QStringView alphabet = u"0123456789ABCDEFGHIJKLMN?OPQRSTUVWXYZ"; // '?' stands for Ñ
    if (!fits(t, "AAAA000000AAAAAA*0"_L1) || (t[10] != u'H' && t[10] != u'M' && t[10] != u'X'))
        return false;
    int sum = 0;
    for (qsizetype i = 0; i < 17; ++i)
        sum += int(alphabet.indexOf(t[i])) * int(18 - i);
    return (10 - sum % 10) % 10 == digit(t[17]);
}

bool rut(QStringView t)
{
    if (t.size() < 8 || t.size() > 9 || !allDigits(t.chopped(1)))
        return false;
    int sum = 0, factor = 2;
    for (qsizetype i = t.size() - 2; i >= 0; --i) {
        sum += digit(t[i]) * factor;
        factor = factor == 7 ? 2 : factor + 1;
    }
    const int check = 11 - sum % 11;
    const QChar expected = check == 11 ? u'0' : check == 10 ? u'K' : QChar(u'0' + check);
    return t.back() == expected;
}

} // namespace

bool luhn(QStringView digits)
{
    if (!allDigits(digits))
        return false;
    int sum = 0;
    bool twice = false;
    for (qsizetype i = digits.size() - 1; i >= 0; --i) {
        const int d = digit(digits[i]) * (twice ? 2 : 1);
        sum += d > 9 ? d - 9 : d;
        twice = !twice;
    }
    return sum % 10 == 0;
}

bool isIban(QStringView t)
{
    struct Country { char16_t code[3]; int length; };
    static constexpr Country countries[] = {
        {u"AD", 24}, {u"AE", 23}, {u"AL", 28}, {u"AT", 20}, {u"AZ", 28}, {u"BA", 20}, {u"BE", 16}, {u"BG", 22}, {u"BH", 22}, {u"BI", 27},
        {u"BR", 29}, {u"BY", 28}, {u"CH", 21}, {u"CR", 22}, {u"CY", 28}, {u"CZ", 24}, {u"DE", 22}, {u"DJ", 27}, {u"DK", 18}, {u"DO", 28},
        {u"EE", 20}, {u"EG", 29}, {u"ES", 24}, {u"FI", 18}, {u"FK", 18}, {u"FO", 18}, {u"FR", 27}, {u"GB", 22}, {u"GE", 22}, {u"GI", 23},
        {u"GL", 18}, {u"GR", 27}, {u"GT", 28}, {u"HN", 28}, {u"HR", 21}, {u"HU", 28}, {u"IE", 22}, {u"IL", 23}, {u"IQ", 23}, {u"IS", 26},
        {u"IT", 27}, {u"JO", 30}, {u"KW", 30}, {u"KZ", 20}, {u"LB", 28}, {u"LC", 32}, {u"LI", 21}, {u"LT", 20}, {u"LU", 20}, {u"LV", 21},
        {u"LY", 25}, {u"MC", 27}, {u"MD", 24}, {u"ME", 22}, {u"MK", 19}, {u"MN", 20}, {u"MR", 27}, {u"MT", 31}, {u"MU", 30}, {u"NI", 28},
        {u"NL", 18}, {u"NO", 15}, {u"OM", 23}, {u"PK", 24}, {u"PL", 28}, {u"PS", 29}, {u"PT", 25}, {u"QA", 29}, {u"RO", 24}, {u"RS", 22},
        {u"RU", 33}, {u"SA", 24}, {u"SC", 31}, {u"SD", 18}, {u"SE", 24}, {u"SI", 19}, {u"SK", 24}, {u"SM", 27}, {u"SO", 23}, {u"ST", 25},
        {u"SV", 28}, {u"TL", 23}, {u"TN", 24}, {u"TR", 26}, {u"UA", 29}, {u"VA", 22}, {u"VG", 24}, {u"XK", 20}, {u"YE", 30}};
    if (t.size() < 15 || t.size() > 34 || !isUpper(t[0]) || !isUpper(t[1]) || !isDigit(t[2]) || !isDigit(t[3]))
        return false;
    const auto country = std::find_if(std::begin(countries), std::end(countries), [&](const Country &c) { return t.first(2) == QStringView(c.code, 2); });
    if (country == std::end(countries) || t.size() != country->length)
        return false;
    int remainder = 0;
    for (qsizetype i = 0; i < t.size(); ++i) {
        const QChar c = t[(i + 4) % t.size()];
        if (isDigit(c))
            remainder = (remainder * 10 + digit(c)) % 97;
        else if (isUpper(c))
            remainder = (remainder * 100 + c.unicode() - u'A' + 10) % 97;
        else
            return false;
    }
    return remainder == 1;
}

bool isCardNumber(QStringView t)
{
    if (t.size() < 12 || t.size() > 19 || !allDigits(t) || allEqual(t) || !luhn(t))
        return false;
    const int two = t.first(2).toInt(), four = t.first(4).toInt();
    return (t[0] == u'4' && (t.size() == 13 || t.size() == 16 || t.size() == 19)) || (two >= 51 && two <= 55 && t.size() == 16)
        || (four >= 2221 && four <= 2720 && t.size() == 16) || ((two == 34 || two == 37) && t.size() == 15)
        || ((two == 36 || two == 38 || two == 39 || two == 30) && t.size() >= 14) || (four >= 3528 && four <= 3589 && t.size() >= 16)
        || ((four == 6011 || two == 65 || (four >= 6440 && four <= 6499)) && t.size() >= 16) || (two == 62 && t.size() >= 16)
        || ((two == 50 || two == 56 || two == 57 || two == 58 || two == 63 || two == 67) && t.size() >= 12);
}

bool isTestCardNumber(QStringView t)
{
    static constexpr QStringView known[] = {
        u"4111111111111111", u"4242424242424242", u"4012888888881881", u"4000056655665556", u"4000000000000002", u"4000000000003220",
        u"4222222222222", u"5555555555554444", u"5105105105105100", u"5200828282828210", u"2223003122003222", u"2223000048400011",
        u"378282246310005", u"371449635398431", u"378734493671000", u"6011111111111117", u"6011000990139424", u"30569309025904",
        u"38520000023237", u"36227206271667", u"3566002020360505", u"3530111333300000", u"6200000000000005", u"4988438843884305",
        u"5577000055770004", u"5454545454545454", u"4917610000000000", u"4166676667666746", u"4646464646464644", u"2222400070000005",
        u"370000000000002", u"4035501000000008", u"5100290029002909", u"4871049999999910", u"4000000000001091"};
    return std::find(std::begin(known), std::end(known), t) != std::end(known);
}

QStringList nationalIds(QStringView t, QStringView written)
{
    QStringList found;
    const auto add = [&](bool ok, QLatin1StringView name) {
        if (ok)
            found << name;
    };
    switch (t.size()) {
    case 8:
    case 9:
        add(bsn(t), "bsn"_L1);
        add(t.size() == 9 && dni(t), "dni"_L1);
        add(written.contains(u'-') && rut(t), "rut"_L1);
        add(t.size() == 9 && !allEqual(t) && luhn(t), "sin"_L1);
        add(fits(written, "000-00-0000"_L1) && !t.startsWith(u"000") && !t.startsWith(u"666") && t[0] != u'9' && t.sliced(3, 2) != u"00"
                && t.sliced(5) != u"0000",
            "ssn"_L1);
        break;
    case 10:
        add(nhs(t), "nhs"_L1);
        add(allDigits(t) && isDate(1900, t.sliced(2, 2).toInt(), t.sliced(4, 2).toInt() % 60) && luhn(t), "personnummer"_L1);
        break;
    case 11:
        add(cpf(t), "cpf"_L1);
        add(pesel(t), "pesel"_L1);
        add(turkishId(t), "tckn"_L1);
        break;
    case 12:
        add(aadhaar(t), "aadhaar"_L1);
        add(allDigits(t) && isDate(t.first(4).toInt(), t.sliced(4, 2).toInt(), t.sliced(6, 2).toInt()) && luhn(t.sliced(2)), "personnummer"_L1);
        break;
    case 16: add(codiceFiscale(t), "codice-fiscale"_L1); break;
    case 18: add(curp(t), "curp"_L1); break;
    default: break;
    }
    return found;
}

} // namespace drawbridge
