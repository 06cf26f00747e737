import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createFakePhone, ok, refused } from './fake-phone.ts'

const phone = createFakePhone()
const requestSubscribeMessage = vi.fn<(options: { tmplIds: string[] }) => Promise<Record<string, string>>>()
vi.mock('@tarojs/taro', () => ({ default: { ...phone.taro, requestSubscribeMessage } }))

const templates = ok({
  templates: [
    { topic: 'booking', templateId: 't-booking' },
    { topic: 'help', templateId: 't-help' },
  ],
})

async function fresh() {
  vi.resetModules()
  return import('./subscribe.ts')
}

describe('asking whether messages may be sent to WeChat', () => {
  beforeEach(() => {
    phone.stored.set('session', { token: 'T', me: {} })
  })
  afterEach(() => {
    phone.sent.length = 0
    requestSubscribeMessage.mockReset()
  })

  it('asks for the wanted topics and tells the server what was accepted', async () => {
    const { askToSubscribe } = await fresh()
    phone.answer(templates, ok({}))
    requestSubscribeMessage.mockResolvedValue({ 't-booking': 'accept', 't-help': 'reject' })
    expect(await askToSubscribe(['booking', 'help'])).toBe(true)
    expect(requestSubscribeMessage.mock.calls[0]?.[0].tmplIds).toEqual(['t-booking', 't-help'])
    expect(JSON.parse(phone.sent[1]?.data ?? '')).toMatchObject({ templateIds: ['t-booking'] })
  })

  it('asks within the press when the templates were prepared', async () => {
    const { askToSubscribe, prepareToSubscribe } = await fresh()
    phone.answer(templates, ok({}))
    await prepareToSubscribe()
    requestSubscribeMessage.mockResolvedValue({ 't-booking': 'accept' })
    const asking = askToSubscribe(['booking'])
    expect(requestSubscribeMessage).toHaveBeenCalledTimes(1)
    expect(await asking).toBe(true)
  })

  it('takes a refusal, a closed question and unknown topics as no, and sends nothing', async () => {
    const { askToSubscribe } = await fresh()
    phone.answer(templates)
    requestSubscribeMessage.mockResolvedValue({ 't-booking': 'reject' })
    expect(await askToSubscribe(['booking'])).toBe(false)
    requestSubscribeMessage.mockRejectedValue(new Error('requestSubscribeMessage:fail 20004'))
    expect(await askToSubscribe(['booking'])).toBe(false)
    expect(await askToSubscribe(['notice'])).toBe(false)
    expect(phone.asked()).toEqual(['inbox.templates'])
  })

  it('is no when the server did not take it', async () => {
    const { askToSubscribe } = await fresh()
    phone.answer(templates, refused('too_busy', 503))
    requestSubscribeMessage.mockResolvedValue({ 't-help': 'accept' })
    expect(await askToSubscribe(['help'])).toBe(false)
  })
})
