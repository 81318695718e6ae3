// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/reportsettings.h"

#include <QScrollArea>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QListWidget;
class QTimer;
class QVBoxLayout;

namespace drawbridge {

class LogoField;

// What there is to choose from.
struct ReportChoices
{
    QList<QPair<ElementId, QString>> services; // in the order in which they are shown
    QList<QPair<int, QString>> versions;       // number and name, newest first
};

// All choices of a report, one below the other.
class ReportForm : public QScrollArea
{
    Q_OBJECT
public:
    ReportForm(const ReportSettings &settings, const ReportChoices &choices, QWidget *parent = nullptr);

    ReportSettings settings() const;
    void setSettings(const ReportSettings &settings);

signals:
    void changed();             // soon after the last of several changes
    void sectionChosen(const QString &anchor); // somebody looks at this section's row

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void addReaders(QVBoxLayout &column);
    void addSections(QVBoxLayout &column);
    void addFindings(QVBoxLayout &column, const ReportChoices &choices);
    void addPage(QVBoxLayout &column, const ReportChoices &choices);
    void touched();

    bool m_quiet = false;
    QTimer *m_soon;
    QComboBox *m_audience = nullptr, *m_least = nullptr, *m_paper = nullptr, *m_orientation = nullptr, *m_language = nullptr, *m_mark = nullptr, *m_since = nullptr;
    QListWidget *m_sections = nullptr, *m_services = nullptr;
    QCheckBox *m_cases = nullptr, *m_open = nullptr, *m_decided = nullptr, *m_dismissed = nullptr;
    QLineEdit *m_title = nullptr;
    LogoField *m_logo = nullptr;
};

} // namespace drawbridge
