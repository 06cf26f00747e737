import { beforeEach, describe, expect, it } from 'vitest'
import { affairsContract } from '../../../shared/affairs/contract.ts'
import { idOf } from '../../../config/dev/demo/ids.ts'
import { places } from '../testing/actors.ts'
import { call, callOk } from '../testing/call.ts'
import { useDatabase } from '../testing/database.ts'
import { testServer } from '../testing/server.ts'
import { json } from '../platform/db/values.ts'
import { affairsSlice } from './slice.ts'

const database = await useDatabase()
const { db } = database
const now = new Date('2026-11-24T00:20:00.000Z')
const { app, clock } = testServer(database, [affairsSlice], now)

const minutes = (count: number) => new Date(now.getTime() + count * 60_000)

async function publish(
  title: string,
  publishedAt: Date,
  endsAt: Date | null = null,
  communityId: string = places.community,
) {
  await db
    .insertInto('notice')
    .values({
      community_id: communityId,
      id: idOf(title),
      kind: 'notice',
      title,
      publisher: '梅园社区居委会',
      paragraphs: json([`${title}。`, '有事打社区电话。']),
      published_at: publishedAt,
      ends_at: endsAt,
      version: 1,
    })
    .execute()
}

const read = (title: string, communityId: string = places.community) =>
  call(app, undefined, 'affairs.notice', { communityId, noticeId: idOf(title) })

beforeEach(() => {
  clock.now = now
})

describe('affairs.notices', () => {
  it('shows what is in force in this community, newest first, without a token, in one round trip', async () => {
    await publish('上周的', minutes(-10_000))
    await publish('停水', minutes(-10))
    await publish('明天才发', minutes(1))
    await publish('已经过了', minutes(-600), now)
    await publish('别的社区', minutes(-5), null, places.otherCommunity)
    const list = await call(app, undefined, 'affairs.notices', { communityId: places.community })
    if (!list.ok) throw new Error(list.error.code)
    expect(list.data.notices.map(({ title }) => title)).toEqual(['停水', '上周的'])
    expect(list.data.notices[0]).toEqual({
      noticeId: idOf('停水'),
      kind: 'notice',
      title: '停水',
      publisher: '梅园社区居委会',
      publishedAt: minutes(-10).toISOString(),
    })
    expect(list.roundTrips).toBe(affairsContract['affairs.notices'].roundTrips)
    expect(list.headers.get('cache-control')).toContain('max-age=60')
  })

  it('lists at most fifty', async () => {
    for (let number = 0; number < 51; number += 1) await publish(`第 ${number} 条`, minutes(-number))
    const { notices } = await callOk(app, undefined, 'affairs.notices', { communityId: places.community })
    expect(notices).toHaveLength(50)
    expect(notices.at(-1)?.title).toBe('第 49 条')
  })
})

describe('affairs.notice', () => {
  it('gives the paragraphs of a notice, and only in its own community and time', async () => {
    await publish('停水', minutes(-10), minutes(10))
    await publish('明天才发', minutes(1))
    expect(await read('停水')).toMatchObject({
      ok: true,
      roundTrips: 1,
      data: { paragraphs: ['停水。', '有事打社区电话。'] },
    })
    expect(await read('停水', places.otherCommunity)).toMatchObject({ error: { code: 'not_found' } })
    expect(await read('明天才发')).toMatchObject({ status: 404, error: { code: 'not_found' } })
    clock.now = minutes(10)
    expect(await read('停水')).toMatchObject({ error: { code: 'not_found' } })
    expect(await read('明天才发')).toMatchObject({ ok: true })
  })
})
