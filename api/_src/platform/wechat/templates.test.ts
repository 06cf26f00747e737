import { describe, expect, it } from 'vitest'
import { parseTemplates, templateData } from './templates.ts'

const help = {
  id: 'tpl-help_1',
  fields: { thing1: 'title', thing2: 'body', time3: 'at', date4: 'at', phrase5: 'title' },
}

describe('parseTemplates', () => {
  it('reads ids and fields by topic', () => {
    expect(parseTemplates(JSON.stringify({ help }))).toEqual({
      help: { templateId: 'tpl-help_1', fields: help.fields },
    })
    expect(parseTemplates('{}')).toEqual({})
  })

  it.each([
    ['{', 'is not JSON'],
    ['[]', 'is not a JSON object'],
    ['{"weather":{}}', 'knows no topic weather'],
    ['{"help":{}}', 'help.id'],
    ['{"help":{"id":"a b","fields":{"thing1":"title"}}}', 'help.id'],
    ['{"help":{"id":"t"}}', 'help.fields is missing'],
    ['{"help":{"id":"t","fields":{}}}', 'help.fields is missing'],
    ['{"help":{"id":"t","fields":{"enum1":"title"}}}', 'help.fields.enum1'],
    ['{"help":{"id":"t","fields":{"thing1":"name"}}}', 'must be one of title, body, at'],
    ['{"help":{"id":"t","fields":{"thing1":"at"}}}', 'time and date fields take "at"'],
    ['{"help":{"id":"t","fields":{"time1":"title"}}}', 'time and date fields take "at"'],
  ])('refuses %s', (text, sentence) => {
    expect(() => parseTemplates(text)).toThrow(sentence)
  })
})

describe('templateData', () => {
  it('fills every field within its limits', () => {
    const template = parseTemplates(JSON.stringify({ help })).help
    const message = { title: '李敏已经接了您的求助', body: '一'.repeat(30), at: new Date('2026-11-22T16:30:00.000Z') }
    expect(template && templateData(template, message)).toEqual({
      thing1: '李敏已经接了您的求助',
      thing2: `${'一'.repeat(19)}…`,
      time3: '2026年11月23日 00:30',
      date4: '2026年11月23日',
      phrase5: '李敏已经接',
    })
  })
})
