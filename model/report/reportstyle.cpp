// SPDX-License-Identifier: Apache-2.0
#include "report/reportstyle.h"

namespace drawbridge {

namespace {

// A text between quotation marks that CSS takes for just that.
QByteArray cssString(const QString &text)
{
    QByteArray out = "\"";
    for (const char32_t c : text.toUcs4()) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'))
            out += char(c);
        else
            out += '\\' + QByteArray::number(qulonglong(c), 16) + ' ';
    }
    return out + '"';
}

} // namespace

QByteArray reportStyle(const ReportContent &content)
{
    QByteArray page = "@page{size:";
    page += content.paper.letter ? "letter" : "A4";
    page += content.paper.landscape ? " landscape" : " portrait";
    page += ";margin:18mm 16mm";
    if (!content.classification.isEmpty()) {
        // The margins of each printed page.
        for (const char *place : {"top", "bottom"})
            page += QByteArray(";@") + place + "-center{font:bold 9pt sans-serif;content:" + cssString(content.classification) + '}';
    }
    page += "}\n";
    return page + R"css(:root{color-scheme:light dark;--text:#111827;--muted:#4b5563;--line:#d3d7de;--back:#fff;--soft:#f4f5f7;--link:#1d4ed8}
@media (prefers-color-scheme:dark){:root{--text:#e5e7eb;--muted:#a9b0bc;--line:#3a424f;--back:#12161c;--soft:#1b212a;--link:#8ab0ff}}
*{box-sizing:border-box}
body{margin:0 auto;padding:16px 24px 64px;max-width:1080px;font:15px/1.5 Inter,system-ui,sans-serif;color:var(--text);background:var(--back)}
a{color:var(--link)}
h1{font-size:30px;line-height:1.2;margin:2px 0}
h2{font-size:22px;margin:48px 0 12px;padding-top:12px;border-top:2px solid var(--text)}
h3{font-size:16.5px;margin:26px 0 8px}
h4{font-size:15px;margin:20px 0 6px}
p,li,dd,td,th{overflow-wrap:break-word}
.kind,.date,.meta,.muted,figcaption{color:var(--muted)}
.kind,.date,.meta{margin:0}
.logo{float:right;max-width:180px;max-height:64px}
.mark{text-align:center;font-weight:700;padding:4px 0;letter-spacing:.04em}
.skip{position:absolute;left:-9999px}
.skip:focus{left:8px;top:8px;padding:8px;background:var(--back)}
nav ol{columns:2;margin:16px 0 0;padding-left:1.6em}
table{width:100%;border-collapse:collapse;margin:8px 0 20px;font-size:13.5px}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{text-align:left;vertical-align:top;padding:6px 10px 6px 0;border-bottom:1px solid var(--line)}
thead th{font-size:12px;color:var(--muted);border-bottom:2px solid var(--muted)}
.k{white-space:nowrap}
table.few{width:auto;min-width:360px}
.n{text-align:right;font-variant-numeric:tabular-nums}
dl{display:grid;grid-template-columns:9.5em 1fr;gap:4px 14px;margin:8px 0}
dt{grid-column:1;color:var(--muted);font-weight:600;font-size:13px}
dd{grid-column:2;margin:0}
dd ul{margin:2px 0 6px;padding-left:1.2em}
article{border-top:1px solid var(--muted);margin-top:24px;padding-top:12px}
article h3{margin:2px 0 8px}
.band{display:inline-block;min-width:5em;padding:0 8px;border-radius:4px;color:#fff;font-size:12px;font-weight:700;text-align:center}
.b0{background:#b42318}.b1{background:#b45309}.b2{background:#856404}.b3{background:#52667a}.b4{background:#52667a}
figure{margin:16px 0}
figure svg{display:block;width:100%;height:auto;background:#fff;border-radius:8px}
summary{cursor:pointer;color:var(--muted);margin-top:8px}
@media (max-width:640px){dl{grid-template-columns:1fr}dd{grid-column:1}nav ol{columns:1}table{display:block;overflow-x:auto}}
@media print{:root{--text:#000;--muted:#444;--line:#bbb;--back:#fff;--link:#000}
body{max-width:none;padding:0;font-size:10pt}a{text-decoration:none}nav,.skip,details{display:none}
h2{break-before:page}h2,h3,h4{break-after:avoid}tr,figure{break-inside:avoid}thead{display:table-header-group}
article p,article h3{break-after:avoid}.band{border:1px solid #000;-webkit-print-color-adjust:exact;print-color-adjust:exact}
section:first-child h2{break-before:auto;margin-top:16px}
article dl>:nth-child(-n+6){break-after:avoid}dd{break-inside:avoid}}
)css";
}

} // namespace drawbridge
