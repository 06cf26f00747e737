import { topics, type Topic } from '../../../../shared/inbox/topics.ts'
import { dateField, fieldTypeOf, textFormatters, timeField } from './subscribe-fields.ts'

/** What of a message goes into a field of its template. `at` is the moment the message was made. */
const fieldSources = ['title', 'body', 'at'] as const
type FieldSource = (typeof fieldSources)[number]

export interface MessageTemplate {
  templateId: string
  /** Field key of the template (`thing1`, `time3`) → what is written there. */
  fields: Readonly<Record<string, FieldSource>>
}

/** Which subscribe-message template carries which topic. A topic without one stays in the in-app inbox. */
export type Templates = Readonly<Partial<Record<Topic, MessageTemplate>>>

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isSource(value: unknown): value is FieldSource {
  return fieldSources.some((source) => source === value)
}

function parseTemplate(topic: string, value: unknown): MessageTemplate {
  const templateId = isRecord(value) ? value['id'] : undefined
  const fields = isRecord(value) ? value['fields'] : undefined
  if (typeof templateId !== 'string' || !/^[\w-]{1,64}$/.test(templateId)) throw new Error(`${topic}.id is not an id`)
  if (!isRecord(fields) || Object.keys(fields).length === 0) throw new Error(`${topic}.fields is missing`)
  const parsed: Record<string, FieldSource> = {}
  for (const [key, source] of Object.entries(fields)) {
    const type = fieldTypeOf(key)
    if (type === undefined) throw new Error(`${topic}.fields.${key} is no field type that can be filled`)
    if (!isSource(source)) throw new Error(`${topic}.fields.${key} must be one of ${fieldSources.join(', ')}`)
    if ((type === 'time' || type === 'date') !== (source === 'at')) {
      throw new Error(`${topic}.fields.${key}: time and date fields take "at", text fields take "title" or "body"`)
    }
    parsed[key] = source
  }
  return { templateId, fields: parsed }
}

/**
 * Reads `{"help":{"id":"…","fields":{"thing1":"title","thing2":"body","time3":"at"}}}`. Template ids and field keys come
 * from the mini-program's own console, so they are configuration. Throws with the place of the mistake.
 */
export function parseTemplates(text: string): Templates {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Error('is not JSON')
  }
  if (!isRecord(value)) throw new Error('is not a JSON object')
  const parsed: Partial<Record<Topic, MessageTemplate>> = {}
  for (const [name, template] of Object.entries(value)) {
    const topic = topics.find((known) => known === name)
    if (topic === undefined) throw new Error(`knows no topic ${name}; topics are ${topics.join(', ')}`)
    parsed[topic] = parseTemplate(topic, template)
  }
  return parsed
}

/** The values of a template for one message, each within the limits of its field. */
export function templateData(
  template: MessageTemplate,
  message: { title: string; body: string; at: Date },
): Record<string, string> {
  const data: Record<string, string> = {}
  for (const [key, source] of Object.entries(template.fields)) {
    const type = fieldTypeOf(key)
    if (type === 'time') data[key] = timeField(message.at)
    else if (type === 'date') data[key] = dateField(message.at)
    else if (type !== undefined && source !== 'at') data[key] = textFormatters[type](message[source])
  }
  return data
}
