// SPDX-License-Identifier: Apache-2.0
#include "dialogs/importreview.h"

#include "common/plaintext.h"
#include "common/rowbutton.h"
#include "common/smallwidgets.h"
#include "common/theme.h"
#include "tables/entitymodels.h"
#include "tables/rowdelegate.h"
#include "tables/rowsfilter.h"
#include "tables/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int servicesShown = 12;
constexpr int conflictsShown = 500;

void section(QVBoxLayout &layout, const QString &title)
{
    auto *heading = new SectionHeader(title);
    heading->setContentsMargins(0, 12, 0, 2);
    layout.addWidget(heading);
}

QTableWidgetItem *cell(const QString &text)
{
    auto *item = new QTableWidgetItem(oneLine(text, 200));
    item->setToolTip(plainToolTip(text));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    return item;
}

} // namespace

ImportSummary summarise(const ThreatModel &imported, const Diagnostics &diagnostics)
{
    ImportSummary s;
    s.diagnostics = diagnostics;
    QHash<ElementId, int> operations, fields;
    for (const Operation &operation : imported.operations) {
        ++operations[operation.service];
        operation.kind == OperationKind::Operation ? ++s.operations : ++s.webhooks;
    }
    QHash<SourceId, ElementId> serviceOf;
    for (const Source &source : imported.sources)
        serviceOf.insert(source.id, source.service);
    for (const Field &field : imported.fields)
        ++fields[serviceOf.value(field.provenance.source)];
    for (const Source &source : imported.sources) {
        const Element service = imported.elements.value(source.service);
        s.services.append({service.name.isEmpty() ? source.title : service.name, source.path, source.format, operations.value(source.service), fields.value(source.service)});
    }
    std::sort(s.services.begin(), s.services.end(), [](const auto &a, const auto &b) { return std::tie(a.name, a.file) < std::tie(b.name, b.file); });
    for (const Element &element : imported.elements) {
        if (element.kind == ElementKind::DataStore)
            s.stores.append(element.name);
        else if (element.kind == ElementKind::ExternalEntity)
            s.callers.append(element.name);
    }
    s.stores.sort();
    s.callers.sort();
    s.schemas = int(imported.schemas.size());
    s.fields = int(imported.fields.size());
    s.zones = int(imported.boundaries.size());
    s.flows = int(imported.flows.size());
    return s;
}

ImportReview::ImportReview(const ImportSummary &summary, QWidget *parent) : QDialog(parent), m_summary(summary)
{
    setObjectName(u"importReview"_s);
    setWindowTitle(tr("What was read"));
    resize(720, 560);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setProperty("role", u"panel"_s);
    auto *page = new QWidget;
    page->setProperty("role", u"page"_s);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(24, 20, 24, 12);
    layout->setSpacing(6);
    auto *title = plainLabel(m_summary.nothingNew ? tr("Nothing has changed since the last import") : tr("This is what was read"), "title");
    layout->addWidget(title);
    addNumbers(*layout);
    if (m_summary.intoProject && !m_summary.nothingNew)
        addChanges(*layout);
    addRenames(*layout);
    addConflicts(*layout);
    addServices(*layout);
    addNotes(*layout);
    layout->addStretch(1);
    scroll->setWidget(page);
    outer->addWidget(scroll, 1);
    outer->addWidget(horizontalRule());
    auto *buttons = new QDialogButtonBox;
    buttons->setContentsMargins(16, 8, 16, 12);
    auto *import = buttons->addButton(m_summary.nothingNew ? tr("Close") : m_summary.intoProject ? tr("Take the changes in") : tr("Make the diagram"),
                                      m_summary.nothingNew ? QDialogButtonBox::RejectRole : QDialogButtonBox::AcceptRole);
    import->setObjectName(u"importAccept"_s);
    import->setProperty("role", u"primary"_s);
    import->setDefault(true);
    if (!m_summary.nothingNew)
        buttons->addButton(QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    outer->addWidget(buttons);
}

void ImportReview::addNumbers(QVBoxLayout &layout)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(28);
    const int notes = int(m_summary.diagnostics.list().size()) + m_summary.diagnostics.dropped();
    const std::pair<int, QString> numbers[] = {{int(m_summary.services.size()), tr("services", "", int(m_summary.services.size()))},
                                               {m_summary.operations, tr("operations", "", m_summary.operations)},
                                               {m_summary.webhooks, tr("webhooks and callbacks", "", m_summary.webhooks)},
                                               {m_summary.schemas, tr("schemas", "", m_summary.schemas)},
                                               {m_summary.fields, tr("fields", "", m_summary.fields)},
                                               {notes, tr("notes", "", notes)}};
    for (const auto &[number, what] : numbers) {
        if (number == 0)
            continue;
        auto *box = new QVBoxLayout;
        box->setSpacing(0);
        auto *big = plainLabel(QLocale().toString(number), "pageTitle");
        big->setWordWrap(false);
        auto *small = plainLabel(what, "small");
        small->setWordWrap(false);
        box->addWidget(big);
        box->addWidget(small);
        row->addLayout(box);
    }
    row->addStretch(1);
    layout.addSpacing(4);
    layout.addLayout(row);
}

void ImportReview::addServices(QVBoxLayout &layout)
{
    if (m_summary.services.isEmpty())
        return;
    section(layout, tr("Services"));
    for (qsizetype i = 0; i < std::min<qsizetype>(m_summary.services.size(), servicesShown); ++i) {
        const auto &service = m_summary.services[i];
        auto *line = new QHBoxLayout;
        auto *name = new ElidedLabel(service.name);
        name->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        line->addWidget(name, 1);
        auto *detail = new ElidedLabel(u"%1 · %2 · %3"_s.arg(oneLine(service.file, 60), service.format, tr("%n operation(s)", "", service.operations)));
        detail->setMuted(true);
        line->addWidget(detail);
        layout.addLayout(line);
    }
    if (m_summary.services.size() > servicesShown)
        layout.addWidget(plainLabel(tr("and %n more", "", int(m_summary.services.size() - servicesShown)), "small"));
    const auto list = [&](const QString &title, const QStringList &names) {
        if (names.isEmpty())
            return;
        section(layout, title);
        QStringList shown;
        for (const QString &name : names.mid(0, 20))
            shown.append(oneLine(name, 60));
        if (names.size() > 20)
            shown.append(tr("and %n more", "", int(names.size() - 20)));
        layout.addWidget(plainLabel(shown.join(u", "_s), "secondary"));
    };
    list(tr("Who calls"), m_summary.callers);
    list(tr("Stores, inferred"), m_summary.stores);
}

void ImportReview::addChanges(QVBoxLayout &layout)
{
    section(layout, tr("In this project"));
    QStringList parts;
    const MergeCounts &c = m_summary.counts;
    if (c.added > 0)
        parts.append(tr("%n added", "", c.added));
    if (c.changed > 0)
        parts.append(tr("%n changed", "", c.changed));
    if (c.removed > 0)
        parts.append(tr("%n removed", "", c.removed));
    if (c.kept > 0)
        parts.append(tr("%n gone from the source but kept, because somebody worked on them", "", c.kept));
    if (!m_summary.conflicts.isEmpty())
        parts.append(tr("%n to choose", "", int(m_summary.conflicts.size())));
    auto *text = plainLabel(parts.isEmpty() ? tr("Only the source's own record changes.") : parts.join(u" · "_s), "strong");
    text->setObjectName(u"importChanges"_s);
    layout.addWidget(text);
    layout.addWidget(plainLabel(tr("Layout, names, decisions and what was drawn by hand stay. It is one step to undo."), "small"));
}

void ImportReview::addRenames(QVBoxLayout &layout)
{
    if (m_summary.renames.isEmpty())
        return;
    section(layout, tr("Probably renamed"));
    for (const QString &text : std::as_const(m_summary.renameTexts)) {
        auto *box = new QCheckBox(menuText(text, 120));
        box->setToolTip(plainToolTip(text));
        box->setChecked(true);
        m_renames.append(box);
        layout.addWidget(box);
    }
}

void ImportReview::addConflicts(QVBoxLayout &layout)
{
    if (m_summary.conflicts.isEmpty())
        return;
    section(layout, tr("Changed here and in the source"));
    const qsizetype shown = std::min<qsizetype>(m_summary.conflicts.size(), conflictsShown);
    m_conflicts = new QTableWidget(int(shown), 5);
    m_conflicts->setObjectName(u"conflicts"_s);
    m_conflicts->setAccessibleName(tr("Conflicts"));
    m_conflicts->setHorizontalHeaderLabels({tr("What"), tr("Property"), tr("Here"), tr("In the source"), tr("Take")});
    m_conflicts->verticalHeader()->hide();
    m_conflicts->verticalHeader()->setDefaultSectionSize(metrics::rowHeight + 2);
    m_conflicts->setSelectionMode(QAbstractItemView::NoSelection);
    m_conflicts->setShowGrid(false);
    m_conflicts->setMinimumHeight(std::min(260, 36 + int(shown) * 32));
    for (int row = 0; row < shown; ++row) {
        const MergeConflict &conflict = m_summary.conflicts[row];
        m_conflicts->setItem(row, 0, cell(conflict.entityName));
        m_conflicts->setItem(row, 1, cell(conflict.field.isEmpty() ? tr("removed on one side") : words::role(conflict.field)));
        m_conflicts->setItem(row, 2, cell(conflict.mine));
        m_conflicts->setItem(row, 3, cell(conflict.theirs));
        auto *choice = new QComboBox;
        choice->addItem(tr("Mine"));
        choice->addItem(tr("Theirs"));
        choice->setAccessibleName(tr("Which to take for %1").arg(oneLine(conflict.entityName, 60)));
        m_conflicts->setCellWidget(row, 4, choice);
    }
    m_conflicts->setColumnWidth(0, 180);
    m_conflicts->setColumnWidth(1, 110);
    m_conflicts->setColumnWidth(2, 130);
    m_conflicts->setColumnWidth(3, 130);
    m_conflicts->horizontalHeader()->setStretchLastSection(true);
    layout.addWidget(m_conflicts);
    if (m_summary.conflicts.size() > shown)
        layout.addWidget(plainLabel(tr("%n more keep what is here.", "", int(m_summary.conflicts.size() - shown)), "small"));
}

void ImportReview::addNotes(QVBoxLayout &layout)
{
    if (m_summary.diagnostics.list().isEmpty())
        return;
    section(layout, tr("What could not be read, or looks wrong"));
    auto *model = new NotesModel(this);
    model->setRows(noteRows(m_summary.diagnostics));
    auto *table = new QTableView;
    table->setObjectName(u"importNotes"_s);
    table->setAccessibleName(tr("Notes"));
    table->setModel(new RowsFilter(model, this));
    table->setItemDelegate(new RowDelegate(table));
    table->setShowGrid(false);
    table->setFrameShape(QFrame::NoFrame);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(metrics::rowHeight);
    table->horizontalHeader()->hide();
    table->setColumnWidth(NotesModel::Kind, 72);
    table->setColumnWidth(NotesModel::Message, 430);
    table->horizontalHeader()->setStretchLastSection(true);
    table->setMinimumHeight(std::min(200, 8 + int(model->rowCount()) * metrics::rowHeight));
    layout.addWidget(table);
}

QList<MergeSide> ImportReview::choices() const
{
    QList<MergeSide> sides(m_summary.conflicts.size(), MergeSide::Mine);
    for (int row = 0; m_conflicts && row < m_conflicts->rowCount(); ++row) {
        if (static_cast<QComboBox *>(m_conflicts->cellWidget(row, 4))->currentIndex() == 1)
            sides[row] = MergeSide::Theirs;
    }
    return sides;
}

QList<RenameOffer> ImportReview::acceptedRenames() const
{
    QList<RenameOffer> accepted;
    for (qsizetype i = 0; i < m_renames.size(); ++i) {
        if (m_renames[i]->isChecked())
            accepted.append(m_summary.renames[i]);
    }
    return accepted;
}

} // namespace drawbridge
