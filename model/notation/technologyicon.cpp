// SPDX-License-Identifier: Apache-2.0
#include "notation/technologyicon.h"

#include <QFile>
#include <QHash>
#include <QMutex>
#include <QPainter>
#include <QPen>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace drawbridge::notation {

namespace {

constexpr double gridSize = 24;
constexpr double lineWidthOnGrid = 1.75;

// Words of a kind or a technology → icon. The first word of a text that stands here decides.
const QHash<QString, QString> &iconsByWord()
{
    static const QHash<QString, QString> icons = [] {
        QHash<QString, QString> all;
        const auto add = [&](const QString &icon, const QString &words) {
            for (const QString &word : words.split(u' '))
                all.insert(word, icon);
        };
        add(u"database"_s, u"database sql postgresql postgres mysql mariadb oracle mssql sqlserver sqlite mongodb mongo cassandra dynamodb couchdb neo4j cockroachdb "
                            "aurora rds cosmosdb firestore bigquery snowflake redshift clickhouse influxdb timescaledb spanner scylladb supabase db2 graph_database"_s);
        add(u"queue"_s, u"queue broker topic stream kafka rabbitmq activemq artemis nats sqs sns kinesis pulsar eventhub eventbridge servicebus pubsub mqtt mosquitto amqp zeromq"_s);
        add(u"cache"_s, u"cache redis memcached valkey hazelcast elasticache varnish keydb dragonfly"_s);
        add(u"gateway"_s, u"gateway load_balancer reverse_proxy proxy ingress nginx envoy kong traefik haproxy apigee waf cdn cloudfront cloudflare istio apigateway zuul tyk"_s);
        add(u"browser"_s, u"browser web web_app web_ui website frontend spa react angular vue nextjs svelte"_s);
        add(u"mobile"_s, u"mobile mobile_app android ios iphone flutter"_s);
        add(u"identity"_s, u"identity_provider identity idp keycloak okta auth0 cognito entra oauth oidc saml ldap dex ory hydra fusionauth"_s);
        add(u"object-store"_s, u"object_store object_storage bucket blob s3 minio gcs file_store files nfs"_s);
        add(u"search"_s, u"search search_index elasticsearch opensearch solr algolia meilisearch typesense lucene"_s);
        add(u"mail"_s, u"mail email mail_sink smtp mailhog mailpit sendgrid mailgun ses postmark mailserver exchange"_s);
        add(u"third-party"_s, u"third_party_api third_party partner partner_system external_api saas webhook_receiver"_s);
        add(u"language-model"_s, u"llm llm_service language_model openai gpt ollama bedrock gemini mistral chatbot vllm"_s);
        add(u"function"_s, u"function lambda serverless faas cloud_function"_s);
        add(u"container"_s, u"container docker kubernetes k8s pod ecs fargate"_s);
        add(u"person"_s, u"person user customer administrator person_admin human operator employee"_s);
        add(u"secrets"_s, u"secrets_store secrets vault kms hsm key_store"_s);
        add(u"worker"_s, u"worker job cron scheduler batch daemon ci_cd jenkins celery sidekiq"_s);
        add(u"monitoring"_s, u"monitoring log_store logs apm analytics prometheus grafana datadog splunk sentry loki jaeger zipkin"_s);
        return all;
    }();
    return icons;
}

QString byWords(const QString &text)
{
    const QHash<QString, QString> &icons = iconsByWord();
    const QString lower = text.toLower();
    if (const auto whole = icons.constFind(lower); whole != icons.constEnd())
        return *whole;
    QString word;
    for (const QChar c : lower + u' ') {
        if (c.isLetterOrNumber()) {
            word.append(c);
            continue;
        }
        if (const auto found = icons.constFind(word); found != icons.constEnd())
            return *found;
        word.clear();
    }
    return {};
}

// Reads the numbers and commands of a path's "d".
class PathReader
{
public:
    explicit PathReader(QStringView text) : m_text(text) {}

    QPainterPath read()
    {
        QPainterPath path;
        QChar command;
        while (true) {
            skip();
            if (m_at >= m_text.size())
                return path;
            if (m_text[m_at].isLetter())
                command = m_text[m_at++];
            else if (command.isNull() || command.toUpper() == u'Z')
                return path; // numbers without a command
            const bool relative = command.isLower();
            const QPointF from = relative ? path.currentPosition() : QPointF();
            const QPointF here = path.currentPosition();
            bool ok = true;
            const auto point = [&] {
                const double x = number(ok), y = number(ok);
                return from + QPointF(x, y);
            };
            switch (command.toUpper().unicode()) {
            case 'M': {
                const QPointF at = point();
                if (ok)
                    path.moveTo(at);
                command = relative ? u'l' : u'L';
                break;
            }
            case 'L': {
                const QPointF at = point();
                if (ok)
                    path.lineTo(at);
                break;
            }
            case 'H': {
                const double x = number(ok) + from.x();
                if (ok)
                    path.lineTo(x, here.y());
                break;
            }
            case 'V': {
                const double y = number(ok) + from.y();
                if (ok)
                    path.lineTo(here.x(), y);
                break;
            }
            case 'C': {
                const QPointF a = point(), b = point(), c = point();
                if (ok)
                    path.cubicTo(a, b, c);
                break;
            }
            case 'Z':
                path.closeSubpath();
                break;
            default:
                return path;
            }
            if (!ok)
                return path;
        }
    }

private:
    void skip()
    {
        while (m_at < m_text.size() && (m_text[m_at].isSpace() || m_text[m_at] == u','))
            ++m_at;
    }
    double number(bool &ok)
    {
        skip();
        const qsizetype start = m_at;
        bool dot = false;
        while (m_at < m_text.size()) {
            const QChar c = m_text[m_at];
            const bool sign = (c == u'-' || c == u'+') && m_at == start;
            if (c == u'.' && dot)
                break;
            dot = dot || c == u'.';
            if (!c.isDigit() && c != u'.' && !sign)
                break;
            ++m_at;
        }
        bool good = false;
        const double value = m_text.sliced(start, m_at - start).toDouble(&good);
        ok = ok && good;
        return good ? value : 0;
    }

    QStringView m_text;
    qsizetype m_at = 0;
};

} // namespace

QPainterPath linesOfSvg(const QByteArray &svg)
{
    QPainterPath path;
    QXmlStreamReader xml(svg);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        const QXmlStreamAttributes attributes = xml.attributes();
        const auto value = [&](QLatin1StringView name) { return attributes.value(name).toDouble(); };
        if (xml.name() == u"path")
            path.addPath(PathReader(attributes.value("d"_L1)).read());
        else if (xml.name() == u"circle")
            path.addEllipse(QPointF(value("cx"_L1), value("cy"_L1)), value("r"_L1), value("r"_L1));
        else if (xml.name() == u"ellipse")
            path.addEllipse(QPointF(value("cx"_L1), value("cy"_L1)), value("rx"_L1), value("ry"_L1));
        else if (xml.name() == u"rect")
            path.addRoundedRect(QRectF(value("x"_L1), value("y"_L1), value("width"_L1), value("height"_L1)), value("rx"_L1), value("rx"_L1));
    }
    return path;
}

QString technologyIcon(const Element &element)
{
    if (const auto icon = iconsByWord().constFind(element.subkind.toLower()); icon != iconsByWord().constEnd() && *icon != u"database"_s)
        return *icon;
    if (const QString icon = byWords(element.technology); !icon.isEmpty())
        return icon;
    if (const QString icon = byWords(element.subkind); !icon.isEmpty())
        return icon;
    if (element.kind == ElementKind::ExternalEntity && element.subkind.isEmpty() && element.technology.isEmpty() && element.actorClass != ActorClass::NotAnActor
        && element.actorClass != ActorClass::Partner)
        return u"person"_s;
    return {};
}

QPainterPath technologyIconPath(const QString &name)
{
    static QMutex mutex;
    static QHash<QString, QPainterPath> paths;
    const QMutexLocker lock(&mutex); // reports are painted on other threads
    auto it = paths.find(name);
    if (it == paths.end()) {
        QFile file(u":/icons/technology/"_s + name + u".svg"_s);
        it = paths.insert(name, file.open(QIODevice::ReadOnly) ? linesOfSvg(file.readAll()) : QPainterPath());
    }
    return *it;
}

void paintTechnologyIcon(QPainter &painter, const QString &name, const QRectF &rect, const QColor &color)
{
    const QPainterPath path = technologyIconPath(name);
    if (path.isEmpty())
        return;
    painter.save();
    painter.translate(rect.topLeft());
    painter.scale(rect.width() / gridSize, rect.height() / gridSize);
    painter.setPen(QPen(color, lineWidthOnGrid, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
    painter.restore();
}

} // namespace drawbridge::notation
