// SPDX-License-Identifier: Apache-2.0
#include "rules/ruleeditor.h"

#include "common/plaintext.h"
#include "common/theme.h"
#include "edits/ruleedits.h"
#include "rules/codeedit.h"
#include "rules/yamlhighlighter.h"

#include <QBoxLayout>
#include <QFileDialog>
#include <QFileInfo>
#include <QInputDialog>
#include <QLabel>
#include <QListWidget>
#include <QMessageBox>
#include <QPushButton>
#include <QSaveFile>
#include <QSplitter>
#include <QTreeWidget>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int typingPauseMs = 300;
constexpr int shownProblems = 100;
constexpr int shownEffects = 8;
constexpr int placeRole = Qt::UserRole; // of a problem: line and column

} // namespace

RuleEditor::RuleEditor(Document &document, QWidget *parent) : QDialog(parent), m_document(document)
{
    setObjectName(u"ruleEditor"_s);
    setWindowTitle(tr("Rules of this project"));
    resize(1040, 720);
    auto *layout = new QVBoxLayout(this);
    auto *split = new QSplitter(Qt::Horizontal);
    split->setChildrenCollapsible(false);

    auto *left = new QWidget;
    auto *leftLayout = new QVBoxLayout(left);
    leftLayout->setContentsMargins(0, 0, 0, 0);
    buildList(*leftLayout);
    split->addWidget(left);

    auto *right = new QWidget;
    auto *rightLayout = new QVBoxLayout(right);
    rightLayout->setContentsMargins(0, 0, 0, 0);
    m_text = new CodeEdit;
    m_text->setObjectName(u"ruleText"_s);
    m_text->setAccessibleName(tr("Text of the pack"));
    m_colors = new YamlHighlighter(m_text->document(), palette());
    m_summary = new QLabel;
    m_summary->setObjectName(u"ruleSummary"_s);
    m_summary->setTextFormat(Qt::PlainText);
    m_problems = new QTreeWidget;
    m_problems->setObjectName(u"ruleProblems"_s);
    m_problems->setAccessibleName(tr("What is wrong with the pack"));
    m_problems->setRootIsDecorated(false);
    m_problems->setHeaderLabels({tr("Line"), tr("Remark")});
    m_problems->setMaximumHeight(150);
    m_effect = new QLabel;
    m_effect->setObjectName(u"ruleEffect"_s);
    m_effect->setTextFormat(Qt::PlainText);
    m_effect->setWordWrap(true);
    m_effect->hide();
    auto *commands = new QHBoxLayout;
    m_keep = new QPushButton(tr("&Put into force"));
    m_keep->setObjectName(u"keepRules"_s);
    m_keep->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
    m_keep->setDefault(false);
    m_keep->setAutoDefault(false);
    m_run = new QPushButton(tr("Run the &examples"));
    m_run->setObjectName(u"runExamples"_s);
    m_run->setAutoDefault(false);
    commands->addWidget(m_summary, 1);
    commands->addWidget(m_run);
    commands->addWidget(m_keep);
    rightLayout->addWidget(m_text, 1);
    rightLayout->addLayout(commands);
    rightLayout->addWidget(m_problems);
    rightLayout->addWidget(m_effect);
    split->addWidget(right);
    split->setStretchFactor(1, 1);
    split->setSizes({240, 800});
    layout->addWidget(split, 1);

    m_soon.setSingleShot(true);
    m_soon.setInterval(typingPauseMs);
    connect(&m_soon, &QTimer::timeout, this, &RuleEditor::check);
    connect(&m_watcher, &QFutureWatcher<Checked>::finished, this, &RuleEditor::onChecked);
    connect(m_text, &QPlainTextEdit::textChanged, this, &RuleEditor::onTyped);
    connect(m_keep, &QPushButton::clicked, this, &RuleEditor::keep);
    connect(m_run, &QPushButton::clicked, this, &RuleEditor::check);
    connect(m_problems, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        const QPoint place = item->data(0, placeRole).toPoint();
        m_text->goTo(place.x(), place.y());
    });
    connect(&m_document, &Document::changed, this, [this](const Delta &delta) {
        if (!delta.rulePacks.isEmpty())
            refresh();
    });
    connect(&m_document, &Document::resetDone, this, [this] {
        m_current = {};
        refresh();
    });
    refresh();
}

RuleEditor::~RuleEditor()
{
    m_watcher.waitForFinished();
}

void RuleEditor::buildList(QBoxLayout &layout)
{
    m_list = new QListWidget;
    m_list->setObjectName(u"rulePacks"_s);
    m_list->setAccessibleName(tr("Packs of rules"));
    layout.addWidget(m_list, 1);
    const auto button = [&](const QString &text, const char *name) {
        auto *b = new QPushButton(text);
        b->setObjectName(QLatin1StringView(name));
        b->setAutoDefault(false);
        layout.addWidget(b);
        return b;
    };
    QPushButton *add = button(tr("&New pack"), "newPack");
    QPushButton *read = button(tr("&Import a file…"), "importPack");
    m_export = button(tr("E&xport…"), "exportPack");
    m_rename = button(tr("Re&name…"), "renamePack");
    m_remove = button(tr("Re&move"), "removePack");
    connect(add, &QPushButton::clicked, this, &RuleEditor::addNew);
    connect(read, &QPushButton::clicked, this, &RuleEditor::importFile);
    connect(m_export, &QPushButton::clicked, this, &RuleEditor::exportFile);
    connect(m_rename, &QPushButton::clicked, this, [this] {
        const RulePack pack = m_document.model().rulePacks.value(m_current);
        bool ok = false;
        const QString name = QInputDialog::getText(this, tr("Rename the pack"), tr("Name:"), QLineEdit::Normal, pack.name, &ok);
        if (ok)
            push(tr("Rename a pack of rules"), renameRulePack(m_document.model(), m_current, name));
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        const RulePackId id = m_current;
        m_current = {};
        push(tr("Remove a pack of rules"), removeRulePack(m_document.model(), id));
    });
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (!m_filling && item)
            select(RulePackId::fromString(item->data(Qt::UserRole).toString()));
    });
    connect(m_list, &QListWidget::itemChanged, this, [this](QListWidgetItem *item) {
        if (m_filling)
            return;
        const RulePackId id = RulePackId::fromString(item->data(Qt::UserRole).toString());
        const bool on = item->checkState() == Qt::Checked;
        push(on ? tr("Switch a pack of rules on") : tr("Switch a pack of rules off"), enableRulePack(m_document.model(), id, on));
    });
}

void RuleEditor::refresh()
{
    m_filling = true;
    const QList<RulePack> packs = rulePacksOf(m_document.model());
    m_list->clear();
    if (!m_document.model().rulePacks.contains(m_current))
        m_current = packs.isEmpty() ? RulePackId() : packs.first().id;
    for (const RulePack &pack : packs) {
        auto *item = new QListWidgetItem(oneLine(pack.name), m_list);
        item->setData(Qt::UserRole, pack.id.toString());
        item->setFlags(item->flags() | Qt::ItemIsUserCheckable);
        item->setCheckState(pack.enabled ? Qt::Checked : Qt::Unchecked);
        if (pack.id == m_current)
            m_list->setCurrentItem(item);
    }
    m_filling = false;
    // Undo and redo change the text under the editor; what is typed and not yet in force is replaced then.
    const QString text = m_document.model().rulePacks.value(m_current).text;
    if (m_text->toPlainText() != text) {
        m_filling = true;
        m_text->setPlainText(text);
        m_filling = false;
        check();
    }
    updateButtons();
}

void RuleEditor::select(RulePackId id)
{
    keep();
    m_current = id;
    m_filling = true;
    m_text->setPlainText(m_document.model().rulePacks.value(id).text);
    m_filling = false;
    check();
    updateButtons();
}

void RuleEditor::onTyped()
{
    updateButtons();
    if (!m_filling)
        m_soon.start();
}

void RuleEditor::updateButtons()
{
    const bool any = m_document.model().rulePacks.contains(m_current);
    m_text->setReadOnly(!any);
    m_text->setPlaceholderText(any ? QString() : tr("This project has no rules of its own. Begin with a new pack, or import a file."));
    for (QPushButton *button : {m_run, m_export, m_remove, m_rename})
        button->setEnabled(any);
    m_keep->setEnabled(any && m_text->toPlainText() != m_document.model().rulePacks.value(m_current).text);
}

// One undo step for what was typed since the last time.
void RuleEditor::keep()
{
    if (m_current)
        push(tr("Change rules"), changeRulePack(m_document.model(), m_current, m_text->toPlainText()));
}

void RuleEditor::done(int result)
{
    keep();
    QDialog::done(result);
}

void RuleEditor::push(const QString &text, const Delta &delta)
{
    if (!delta.isEmpty())
        m_document.push(text, delta);
}

bool RuleEditor::isChecking() const
{
    return m_soon.isActive() || m_watcher.isRunning();
}

void RuleEditor::check()
{
    m_soon.stop();
    ++m_round;
    if (m_watcher.isRunning()) {
        m_again = true; // onChecked() starts again
        return;
    }
    m_again = false;
    const QString name = m_document.model().rulePacks.value(m_current).name;
    m_watcher.setFuture(QtConcurrent::run([name, text = m_text->toPlainText(), round = m_round] { return Checked{round, checkRulePack(name, text)}; }));
}

void RuleEditor::onChecked()
{
    if (m_again) {
        check();
        return;
    }
    const Checked checked = m_watcher.result();
    const RulePackReport &report = checked.report;
    m_problems->clear();
    QMap<int, CodeEdit::Mark> marks;
    int rows = 0;
    for (const Diagnostic &d : report.diagnostics.list()) {
        const bool error = d.severity == Severity::Error;
        CodeEdit::Mark &mark = marks[std::max(1, d.where.line)];
        mark.error = mark.error || error;
        mark.text += (mark.text.isEmpty() ? QString() : u"\n"_s) + d.message;
        if (++rows > shownProblems)
            continue;
        auto *item = new QTreeWidgetItem(m_problems, {QString::number(std::max(1, d.where.line)), oneLine(d.message)});
        item->setData(0, placeRole, QPoint(std::max(1, d.where.line), std::max(1, d.where.column)));
        item->setToolTip(1, plainToolTip(d.message));
        item->setForeground(1, error ? ThemeColors::of(palette()).error : ThemeColors::of(palette()).warning);
    }
    m_text->setMarks(marks);
    m_problems->setVisible(rows > 0);
    m_problems->resizeColumnToContents(0);
    const RuleTestSummary &s = report.summary;
    if (m_text->toPlainText().trimmed().isEmpty())
        m_summary->clear();
    else if (s.rules == 0)
        m_summary->setText(tr("No rule can be read."));
    else if (s.failures > 0)
        m_summary->setText(tr("%n rule(s)", nullptr, s.rules) + u", "_s + tr("%n example(s) run", nullptr, s.examples) + u", "_s + tr("%n failed", nullptr, s.failures));
    else
        m_summary->setText(tr("%n rule(s)", nullptr, s.rules) + u", "_s + tr("%n example(s) run", nullptr, s.examples) + u", "_s + tr("all as expected"));
}

void RuleEditor::addNew()
{
    keep();
    RulePack created;
    const Delta delta = addRulePack(m_document.model(), tr("Own rules"), rulePackTemplate(u"own"_s), &created);
    m_current = created.id;
    push(tr("Add a pack of rules"), delta);
    m_text->setFocus();
}

void RuleEditor::importFile()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Import rules"), QString(), tr("Rules (*.yaml *.yml)"));
    if (path.isEmpty())
        return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > largestRulePack) {
        QMessageBox::warning(this, windowTitle(), file.isOpen() ? tr("This file is too large for a pack of rules.") : tr("This file cannot be read: %1").arg(file.errorString()));
        return;
    }
    keep();
    RulePack created;
    const Delta delta = addRulePack(m_document.model(), QFileInfo(path).completeBaseName(), QString::fromUtf8(file.readAll()), &created);
    m_current = created.id;
    push(tr("Import a pack of rules"), delta);
}

void RuleEditor::exportFile()
{
    const RulePack pack = m_document.model().rulePacks.value(m_current);
    const QString path = QFileDialog::getSaveFileName(this, tr("Export rules"), pack.name + u".yaml"_s, tr("Rules (*.yaml *.yml)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(m_text->toPlainText().toUtf8()) < 0 || !file.commit())
        QMessageBox::warning(this, windowTitle(), tr("The file could not be written: %1").arg(file.errorString()));
}

void RuleEditor::showEffect(const RuleEffectReport &effect)
{
    QStringList lines;
    if (effect.isEmpty()) {
        lines << tr("The rules in force changed; the findings are the same.");
    } else {
        lines << tr("What the rules in force changed: %1, %2, %3.")
                     .arg(tr("%n new finding(s)", nullptr, int(effect.appeared.size())), tr("%n gone", nullptr, int(effect.gone.size())),
                          tr("%n changed", nullptr, int(effect.changed.size())));
        int shown = 0;
        const auto add = [&](const QString &sign, const QList<RuleEffectReport::Line> &list) {
            for (const RuleEffectReport::Line &line : list) {
                if (shown++ >= shownEffects)
                    return;
                const QString weight = line.before.isEmpty() ? line.after : line.after.isEmpty() ? line.before : line.before + u" → "_s + line.after;
                lines << u"%1 %2  %3  (%4)"_s.arg(sign, line.rule, oneLine(line.subject), weight);
            }
        };
        add(u"+"_s, effect.appeared);
        add(u"−"_s, effect.gone);
        add(u"~"_s, effect.changed);
        const int all = int(effect.appeared.size() + effect.gone.size() + effect.changed.size());
        if (all > shown && shown >= shownEffects)
            lines << tr("and %n more", nullptr, all - shownEffects);
    }
    m_effect->setText(lines.join(u'\n'));
    m_effect->show();
}

} // namespace drawbridge
