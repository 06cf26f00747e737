import { describe, expect, test } from 'vitest'
import { readEnvironment } from './env.ts'

const complete = {
  DATABASE_URL: 'https://user:password@aws.connect.psdb.cloud',
  WECHAT_APP_ID: 'wx0123456789abcdef',
  WECHAT_APP_SECRET: 'not-a-real-secret',
  CRON_SECRET: '0123456789abcdef',
}

describe('the environment', () => {
  test('with everything needed has the documented defaults', () => {
    expect(readEnvironment(complete)).toEqual({
      databaseUrl: complete.DATABASE_URL,
      wechat: {
        baseUrl: 'https://api.weixin.qq.com',
        appId: complete.WECHAT_APP_ID,
        appSecret: complete.WECHAT_APP_SECRET,
        miniprogramState: 'formal',
      },
      templates: {},
      cronSecret: complete.CRON_SECRET,
    })
  })

  test('names everything that is missing at once', () => {
    expect(() => readEnvironment({})).toThrow(
      /DATABASE_URL is missing; WECHAT_APP_ID is missing; WECHAT_APP_SECRET is missing; CRON_SECRET is missing/,
    )
  })

  test.each([
    ['DATABASE_URL', 'postgres://user:secret-word@host/db', 'DATABASE_URL must begin with https:// or mysql://'],
    ['CRON_SECRET', 'secret-word', 'CRON_SECRET must have at least 16 characters'],
    ['WECHAT_MINIPROGRAM_STATE', 'secret-word', 'WECHAT_MINIPROGRAM_STATE must be one of developer, trial, formal'],
    ['WECHAT_BASE_URL', 'http://secret-word.example', 'WECHAT_BASE_URL must begin with https://'],
    ['WECHAT_BASE_URL', 'http://localhost.secret-word', 'WECHAT_BASE_URL must begin with https://'],
    ['WECHAT_TEMPLATES', '{secret-word', 'WECHAT_TEMPLATES: is not JSON'],
  ])('refuses a wrong %s without repeating its value', (name, value, sentence) => {
    const read = () => readEnvironment({ ...complete, [name]: value })
    expect(read).toThrow(sentence)
    expect(read).not.toThrow('secret-word')
  })

  test.each(['DEVICE_SECRET', 'VOLUNTEER_SECRET'])('takes a %s of 32 characters and more, or none', (name) => {
    const read = (value: string) => readEnvironment({ ...complete, [name]: value })
    expect(() => read('secret-word')).toThrow(`${name} must have at least 32 characters`)
    expect(() => read('secret-word')).not.toThrow('secret-word')
    expect(Object.values(read('k'.repeat(32)))).toContain('k'.repeat(32))
    expect(read('')).toEqual(readEnvironment(complete))
  })

  test.each([
    [{ SITE_URL: 'https://linlitong.example/' }, 'https://linlitong.example'],
    [{ SITE_URL: 'http://localhost:8080' }, 'http://localhost:8080'],
    [{ VERCEL_PROJECT_PRODUCTION_URL: 'linlitong.vercel.app' }, 'https://linlitong.vercel.app'],
    [{ SITE_URL: 'https://a.example', VERCEL_PROJECT_PRODUCTION_URL: 'b.vercel.app' }, 'https://a.example'],
    [{}, undefined],
  ])('knows where the pages are by %o', (variables, siteUrl) => {
    expect(readEnvironment({ ...complete, ...variables }).siteUrl).toBe(siteUrl)
  })

  test.each(['http://linlitong.example', 'https://a.example/path', 'linlitong.example'])(
    'prints no such address on paper: %s',
    (site) => expect(() => readEnvironment({ ...complete, SITE_URL: site })).toThrow('SITE_URL must be https://'),
  )

  test('allows a simulator on this machine without TLS', () => {
    const local = { ...complete, WECHAT_BASE_URL: 'http://127.0.0.1:8080' }
    expect(readEnvironment(local).wechat.baseUrl).toBe('http://127.0.0.1:8080')
  })

  const bucket = {
    FILES_ENDPOINT: 'https://files-125.cos.ap-shanghai.myqcloud.com/',
    FILES_BUCKET: 'files-125',
    FILES_REGION: 'ap-shanghai',
    FILES_ACCESS_KEY_ID: 'key',
    FILES_SECRET_ACCESS_KEY: 'secret-word',
  }

  test('takes a bucket, or none', () => {
    expect(readEnvironment({ ...complete, FILES_ENDPOINT: '' }).files).toBeUndefined()
    expect(readEnvironment({ ...complete, ...bucket }).files).toEqual({
      endpoint: 'https://files-125.cos.ap-shanghai.myqcloud.com',
      bucket: 'files-125',
      region: 'ap-shanghai',
      accessKeyId: 'key',
      secretAccessKey: 'secret-word',
    })
  })

  test('refuses half a bucket, and one without TLS on another machine', () => {
    const read = (changed: Record<string, string>) => () => readEnvironment({ ...complete, ...bucket, ...changed })
    expect(read({ FILES_REGION: '' })).toThrow('FILES_REGION is missing (all five of FILES_… or none)')
    expect(read({ FILES_ENDPOINT: 'http://files.example' })).toThrow('FILES_ENDPOINT must begin with https://')
    expect(read({ FILES_REGION: '' })).not.toThrow('secret-word')
  })
})
