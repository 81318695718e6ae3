// SPDX-License-Identifier: Apache-2.0
#include "riskpanels/coverageview.h"

#include "common/plaintext.h"
#include "common/rowbutton.h"
#include "common/smallwidgets.h"
#include "common/theme.h"
#include "tables/rowdelegate.h"
#include "tables/rowsmodel.h"
#include "tables/words.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr qsizetype findingsShown = 30;

QString symbolOf(CoverageState state)
{
    switch (state) {
    case CoverageState::Found: return u"●"_s;
    case CoverageState::Asked: return u"?"_s;
    case CoverageState::Controlled: return u"◆"_s;
    case CoverageState::NothingFound: return u"○"_s;
    case CoverageState::NotJudged: return u"·"_s;
    case CoverageState::NotApplicable: break;
    }
    return u"–"_s;
}

QString cellText(const CoverageCell &cell)
{
    switch (cell.state) {
    case CoverageState::Found: return CoverageView::tr("● %n finding(s)", nullptr, int(cell.findings.size()));
    case CoverageState::Asked: return CoverageView::tr("? %n asked", nullptr, int(cell.findings.size()));
    default: return symbolOf(cell.state) + u' ' + coverageStateWord(cell.state);
    }
}

} // namespace

QString coverageStateWord(CoverageState state)
{
    switch (state) {
    case CoverageState::Found: return CoverageView::tr("finding");
    case CoverageState::Asked: return CoverageView::tr("asked");
    case CoverageState::Controlled: return CoverageView::tr("control");
    case CoverageState::NothingFound: return CoverageView::tr("nothing found");
    case CoverageState::NotJudged: return CoverageView::tr("not judged");
    case CoverageState::NotApplicable: break;
    }
    return CoverageView::tr("does not apply");
}

QString coverageCategoryTitle(const QString &category)
{
    return category.size() == 1 ? words::strideLetter(category) : category.section(u':', 0, 0);
}

void CoverageModel::setCoverage(const CoverageMatrix &coverage)
{
    if (coverage == m_coverage)
        return;
    beginResetModel();
    m_coverage = coverage;
    endResetModel();
}

QVariant CoverageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("What") : coverageCategoryTitle(m_coverage.categories.value(section - 1));
}

QVariant CoverageModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const CoverageRow &row = m_coverage.rows[index.row()];
    if (index.column() == 0) {
        const QString name = oneLine(row.name, 200);
        if (role == Qt::DisplayRole)
            return row.subject.kind == SubjectKind::Boundary ? tr("Zone: %1").arg(name) : name;
        return role == Qt::ToolTipRole ? plainToolTip(name) : QVariant();
    }
    const CoverageCell &cell = row.cells[index.column() - 1];
    switch (role) {
    case Qt::DisplayRole: return cellText(cell);
    case Qt::AccessibleTextRole: return u"%1, %2: %3"_s.arg(row.name, coverageCategoryTitle(m_coverage.categories.value(index.column() - 1)), cellText(cell));
    case Qt::ToolTipRole: return plainToolTip(cell.rules.isEmpty() ? cellText(cell) : tr("%1, by %n rule(s)", nullptr, int(cell.rules.size())).arg(cellText(cell)));
    case ToneRole:
        switch (cell.state) {
        case CoverageState::Found: return int(Tone::Bad);
        case CoverageState::Asked: return int(Tone::Accent);
        case CoverageState::Controlled: return int(Tone::Good);
        case CoverageState::NothingFound: return int(Tone::Plain);
        default: return int(Tone::Muted);
        }
    default: return {};
    }
}

CoverageView::CoverageView(QWidget *parent) : QWidget(parent), m_model(new CoverageModel(this))
{
    setObjectName(u"coverageView"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 12, 6);
    bar->setSpacing(8);
    m_scheme = new QComboBox;
    m_scheme->setObjectName(u"coverageScheme"_s);
    m_scheme->setAccessibleName(tr("Categories"));
    m_scheme->addItems({tr("STRIDE"), tr("OWASP API 2023")});
    m_summary = plainLabel({}, "small");
    m_summary->setObjectName(u"coverageSummary"_s);
    bar->addWidget(m_scheme);
    bar->addWidget(m_summary, 1);
    layout->addLayout(bar);
    auto *both = new QHBoxLayout;
    both->setSpacing(0);
    m_table = new QTableView;
    m_table->setObjectName(u"coverageTable"_s);
    m_table->setAccessibleName(tr("Coverage"));
    m_table->setModel(m_model);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setShowGrid(false);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(metrics::rowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    // No category hides its name; what is left of the room is for what the row is about.
    m_table->horizontalHeader()->setResizeContentsPrecision(0);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_table->horizontalHeader()->setMinimumSectionSize(96);
    both->addWidget(m_table, 1);
    both->addWidget(verticalRule());
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFixedWidth(240);
    auto *detail = new QWidget;
    detail->setProperty("role", u"page"_s);
    m_detail = new QVBoxLayout(detail);
    m_detail->setContentsMargins(12, 8, 12, 8);
    area->setWidget(detail);
    both->addWidget(area);
    layout->addLayout(both, 1);
    connect(m_scheme, &QComboBox::currentIndexChanged, this, &CoverageView::refresh);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        showCell(index);
        if (index.isValid() && index.column() == 0)
            emit subjectChosen(m_model->coverage().rows[index.row()].subject);
    });
    showCell({});
}

void CoverageView::setCoverage(const CoverageMatrix &stride, const CoverageMatrix &owasp, const QList<Finding> &findings, const RuleTexts &rules)
{
    m_coverage[0] = stride;
    m_coverage[1] = owasp;
    m_rules = rules;
    m_findings.clear();
    for (const Finding &finding : findings)
        m_findings.insert(finding.fingerprint, finding);
    refresh();
}

void CoverageView::refresh()
{
    const CoverageMatrix &coverage = m_coverage[m_scheme->currentIndex() == 1 ? 1 : 0];
    const QModelIndex at = m_table->currentIndex();
    m_model->setCoverage(coverage);
    QStringList parts;
    for (const CoverageState state : {CoverageState::Found, CoverageState::Asked, CoverageState::Controlled, CoverageState::NothingFound, CoverageState::NotJudged})
        parts << u"%1 %2: %3"_s.arg(symbolOf(state), coverageStateWord(state)).arg(coverage.count(state));
    m_summary->setText(coverage.rows.isEmpty() ? tr("There is nothing to judge yet.") : parts.join(u"   "_s));
    const QModelIndex again = m_model->index(at.row(), at.column());
    if (again.isValid())
        m_table->setCurrentIndex(again);
    showCell(m_table->currentIndex());
}

void CoverageView::showCell(const QModelIndex &index)
{
    if (m_detailBody)
        m_detailBody->deleteLater();
    m_detailBody = new QWidget;
    auto *layout = new QVBoxLayout(m_detailBody);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    m_detail->addWidget(m_detailBody);
    if (!index.isValid() || index.column() == 0) {
        layout->addWidget(plainLabel(tr("Choose a cell to see what stands behind it."), "small"));
        layout->addStretch(1);
        return;
    }
    const CoverageRow &row = m_model->coverage().rows[index.row()];
    const CoverageCell &cell = row.cells[index.column() - 1];
    layout->addWidget(plainLabel(coverageCategoryTitle(m_model->coverage().categories[index.column() - 1]), "strong"));
    layout->addWidget(plainLabel(oneLine(row.name, 200), "small"));
    QString what;
    switch (cell.state) {
    case CoverageState::Found: what = tr("Findings that count:"); break;
    case CoverageState::Asked: what = tr("A person has to answer:"); break;
    case CoverageState::Controlled: what = tr("Quiet because controls are in place. Without any control these rules would speak: %1.").arg(cell.held.join(u", "_s)); break;
    case CoverageState::NothingFound: what = tr("Judged, and nothing was found."); break;
    case CoverageState::NotJudged: what = tr("No rule could judge this: facts are missing, or the catalogue has none for it."); break;
    case CoverageState::NotApplicable: what = tr("This category does not befall this kind of thing."); break;
    }
    layout->addWidget(plainLabel(what, "secondary"));
    for (qsizetype i = 0; i < std::min(cell.findings.size(), findingsShown); ++i) {
        const Finding finding = m_findings.value(cell.findings[i]);
        auto *button = new RowButton(oneLine(m_rules.title(finding), 200));
        button->setBadge(finding.risk, finding.kind == FindingKind::Question ? -1 : int(finding.band));
        button->setWrapped(true);
        connect(button, &RowButton::clicked, this, [this, fingerprint = finding.fingerprint] { emit findingChosen(fingerprint); });
        layout->addWidget(button);
    }
    if (!cell.rules.isEmpty())
        layout->addWidget(plainLabel(tr("Rules that looked here: %1").arg(cell.rules.join(u", "_s)), "small"));
    layout->addStretch(1);
}

} // namespace drawbridge
