// SPDX-License-Identifier: Apache-2.0
#include "reportview/reportform.h"

#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "report/reportlanguage.h"
#include "reportview/logofield.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QScopedValueRollback>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int settleMs = 250; // after the last change the pages are made anew
constexpr int formWidth = 340;
constexpr int listRow = 24;

QFormLayout *formIn(QVBoxLayout &column)
{
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    form->setVerticalSpacing(8);
    column.addLayout(form);
    return form;
}

QListWidget *checkList(const QString &name, const QString &spoken)
{
    auto *list = new QListWidget;
    list->setObjectName(name);
    list->setAccessibleName(spoken);
    list->setSelectionMode(QAbstractItemView::SingleSelection);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setTextElideMode(Qt::ElideRight);
    return list;
}

void addItem(QListWidget &list, const QString &text, const QVariant &data, bool checked)
{
    auto *item = new QListWidgetItem(oneLine(text, 200), &list);
    item->setData(Qt::UserRole, data);
    item->setSizeHint({0, listRow});
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(checked ? Qt::Checked : Qt::Unchecked);
    item->setToolTip(plainToolTip(text));
}

// As many rows as there are, up to a bound; then it scrolls.
void fitHeight(QListWidget &list, int most)
{
    list.setFixedHeight(std::min(most, std::max(1, list.count())) * listRow + 2 * list.frameWidth() + 4);
}

void select(QComboBox &box, const QVariant &data)
{
    box.setCurrentIndex(std::max(0, box.findData(data)));
}

} // namespace

ReportForm::ReportForm(const ReportSettings &settings, const ReportChoices &choices, QWidget *parent) : QScrollArea(parent), m_soon(new QTimer(this))
{
    setObjectName(u"reportForm"_s);
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMinimumWidth(formWidth);
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(0, 0, 12, 0);
    column->setSpacing(8);
    addReaders(*column);
    addSections(*column);
    addFindings(*column, choices);
    addPage(*column, choices);
    column->addStretch(1);
    for (QComboBox *box : inside->findChildren<QComboBox *>()) {
        box->setFocusPolicy(Qt::StrongFocus);
        box->installEventFilter(this);
    }
    setWidget(inside);
    m_soon->setSingleShot(true);
    m_soon->setInterval(settleMs);
    connect(m_soon, &QTimer::timeout, this, &ReportForm::changed);
    setSettings(settings);
}

// The wheel scrolls the form: turned over a choice it must not change what the report tells.
bool ReportForm::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Wheel && qobject_cast<QComboBox *>(watched)) {
        event->ignore();
        return true;
    }
    return QScrollArea::eventFilter(watched, event);
}

void ReportForm::addReaders(QVBoxLayout &column)
{
    column.addWidget(new SectionHeader(tr("Readers")));
    QFormLayout *form = formIn(column);
    m_audience = new QComboBox;
    m_audience->setObjectName(u"reportAudience"_s);
    for (int i = 0; i < 4; ++i)
        m_audience->addItem(audienceTitle(ReportAudience(i)), i);
    m_audience->setToolTip(tr("Chooses the sections that these readers look for; change them below as you like."));
    form->addRow(tr("For"), m_audience);
    connect(m_audience, &QComboBox::activated, this, [this] {
        ReportSettings now = settings();
        now.setAudience(ReportAudience(m_audience->currentData().toInt()));
        setSettings(now);
        touched();
    });
}

void ReportForm::addSections(QVBoxLayout &column)
{
    column.addWidget(new SectionHeader(tr("Sections")));
    m_sections = checkList(u"reportSections"_s, tr("Sections of the report"));
    for (const auto &[anchor, title] : reportSections())
        addItem(*m_sections, title, anchor, true);
    fitHeight(*m_sections, 19);
    column.addWidget(m_sections);
    column.addWidget(plainLabel(tr("What the project has nothing of, such as minutes before the first review, is left out by itself."), "small"));
    m_cases = new QCheckBox(tr("Tell each finding in full"));
    m_cases->setObjectName(u"reportCases"_s);
    column.addWidget(m_cases);
    connect(m_sections, &QListWidget::itemChanged, this, &ReportForm::touched);
    connect(m_sections, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item && !m_quiet)
            emit sectionChosen(item->data(Qt::UserRole).toString());
    });
    connect(m_cases, &QCheckBox::toggled, this, &ReportForm::touched);
}

void ReportForm::addFindings(QVBoxLayout &column, const ReportChoices &choices)
{
    column.addWidget(new SectionHeader(tr("Findings and questions")));
    QFormLayout *form = formIn(column);
    m_least = new QComboBox;
    m_least->setObjectName(u"reportLeast"_s);
    for (const Band band : {Band::Note, Band::Low, Band::Medium, Band::High, Band::Critical})
        m_least->addItem(band == Band::Note ? tr("All") : bandTitle(band), int(band));
    form->addRow(tr("Risk at least"), m_least);
    m_open = new QCheckBox(tr("Open"));
    m_decided = new QCheckBox(tr("Decided: mitigate, accept, transfer"));
    m_dismissed = new QCheckBox(tr("Dismissed: false, duplicate, answered"));
    for (const auto &[box, name] : {std::pair(m_open, u"reportOpen"_s), std::pair(m_decided, u"reportDecided"_s), std::pair(m_dismissed, u"reportDismissed"_s)}) {
        box->setObjectName(name);
        column.addWidget(box);
        connect(box, &QCheckBox::toggled, this, &ReportForm::touched);
    }
    m_services = checkList(u"reportServices"_s, tr("Services whose findings are told"));
    for (const auto &[id, name] : choices.services)
        addItem(*m_services, name, id.uuid(), true);
    fitHeight(*m_services, 6);
    m_services->setVisible(choices.services.size() > 1);
    if (choices.services.size() > 1)
        column.addWidget(plainLabel(tr("Services"), "small"));
    column.addWidget(m_services);
    connect(m_least, &QComboBox::activated, this, &ReportForm::touched);
    connect(m_services, &QListWidget::itemChanged, this, &ReportForm::touched);
}

void ReportForm::addPage(QVBoxLayout &column, const ReportChoices &choices)
{
    column.addWidget(new SectionHeader(tr("Page")));
    QFormLayout *form = formIn(column);
    const auto combo = [&](const char *name, const QString &label, const QList<QPair<QString, QVariant>> &entries) {
        auto *box = new QComboBox;
        box->setObjectName(QLatin1StringView(name));
        for (const auto &[text, value] : entries)
            box->addItem(oneLine(text, 100), value);
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        form->addRow(label, box);
        connect(box, &QComboBox::activated, this, &ReportForm::touched);
        return box;
    };
    m_title = new QLineEdit;
    m_title->setObjectName(u"reportTitle"_s);
    m_title->setPlaceholderText(tr("Threat model"));
    m_title->setMaxLength(200);
    form->addRow(tr("Title"), m_title);
    connect(m_title, &QLineEdit::textEdited, this, &ReportForm::touched);
    m_mark = new QComboBox;
    m_mark->setObjectName(u"reportMark"_s);
    m_mark->setEditable(true);
    m_mark->addItems({QString(), tr("Public"), tr("Internal"), tr("Confidential"), tr("Strictly confidential")});
    m_mark->lineEdit()->setMaxLength(60);
    m_mark->lineEdit()->setPlaceholderText(tr("None"));
    m_mark->setToolTip(tr("Stands at the top and at the bottom of each page."));
    form->addRow(tr("Classification"), m_mark);
    connect(m_mark, &QComboBox::currentTextChanged, this, &ReportForm::touched);
    m_logo = new LogoField;
    m_logo->setObjectName(u"reportLogo"_s);
    form->addRow(tr("Logo"), m_logo);
    connect(m_logo, &LogoField::changed, this, &ReportForm::touched);
    m_paper = combo("reportPaper", tr("Paper"), {{tr("A4"), false}, {tr("US Letter"), true}});
    m_orientation = combo("reportOrientation", tr("Orientation"), {{tr("Portrait"), false}, {tr("Landscape"), true}});
    QList<QPair<QString, QVariant>> languages;
    for (const QString &tag : reportLanguages())
        languages.append({languageTitle(tag), tag});
    m_language = combo("reportLanguage", tr("Language"), languages);
    m_language->setToolTip(tr("The language of the report's own words, numbers and dates. What files and people say stays as it is."));
    QList<QPair<QString, QVariant>> versions{{tr("The newest that differs"), 0}};
    for (const auto &[number, name] : choices.versions)
        versions.append({name.isEmpty() ? tr("Version %1").arg(number) : tr("%1 (version %2)").arg(name).arg(number), number});
    m_since = combo("reportSince", tr("Changes since"), versions);
    m_since->setEnabled(!choices.versions.isEmpty());
}

void ReportForm::touched()
{
    if (!m_quiet)
        m_soon->start();
}

ReportSettings ReportForm::settings() const
{
    ReportSettings settings;
    settings.audience = ReportAudience(m_audience->currentData().toInt());
    settings.without.clear();
    for (int i = 0; i < m_sections->count(); ++i) {
        if (m_sections->item(i)->checkState() != Qt::Checked)
            settings.without.append(m_sections->item(i)->data(Qt::UserRole).toString());
    }
    settings.without.sort();
    settings.cases = m_cases->isChecked();
    settings.least = Band(m_least->currentData().toInt());
    settings.open = m_open->isChecked();
    settings.decided = m_decided->isChecked();
    settings.dismissed = m_dismissed->isChecked();
    int all = 0;
    for (int i = 0; i < m_services->count(); ++i) {
        ++all;
        if (m_services->item(i)->checkState() == Qt::Checked)
            settings.services.append(ElementId(m_services->item(i)->data(Qt::UserRole).toUuid()));
    }
    if (settings.services.size() == all)
        settings.services.clear(); // also those that come later
    std::sort(settings.services.begin(), settings.services.end());
    settings.title = m_title->text().trimmed();
    settings.classification = m_mark->currentText().trimmed();
    settings.logo = m_logo->logo();
    settings.paper = {m_paper->currentData().toBool(), m_orientation->currentData().toBool()};
    settings.language = m_language->currentData().toString();
    settings.since = m_since->currentData().toInt();
    return settings;
}

void ReportForm::setSettings(const ReportSettings &settings)
{
    const QScopedValueRollback quiet(m_quiet, true);
    select(*m_audience, int(settings.audience));
    for (int i = 0; i < m_sections->count(); ++i)
        m_sections->item(i)->setCheckState(settings.without.contains(m_sections->item(i)->data(Qt::UserRole).toString()) ? Qt::Unchecked : Qt::Checked);
    m_cases->setChecked(settings.cases);
    select(*m_least, int(settings.least));
    m_open->setChecked(settings.open);
    m_decided->setChecked(settings.decided);
    m_dismissed->setChecked(settings.dismissed);
    for (int i = 0; i < m_services->count(); ++i) {
        const ElementId id(m_services->item(i)->data(Qt::UserRole).toUuid());
        m_services->item(i)->setCheckState(settings.services.isEmpty() || settings.services.contains(id) ? Qt::Checked : Qt::Unchecked);
    }
    m_title->setText(settings.title);
    m_mark->setCurrentText(settings.classification);
    m_logo->setLogo(settings.logo);
    select(*m_paper, settings.paper.letter);
    select(*m_orientation, settings.paper.landscape);
    if (m_language->findData(settings.language) < 0)
        m_language->addItem(languageTitle(settings.language), settings.language);
    select(*m_language, settings.language);
    select(*m_since, settings.since);
}

} // namespace drawbridge
