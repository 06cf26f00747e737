import { bookDays } from '../../../api/_src/booking/series/book-days.ts'
import { horizonOf, openEnd } from '../../../api/_src/booking/series/plan-days.ts'
import { insertSeries, markSeriesNotified, type SeriesColumns } from '../../../api/_src/booking/series/store-series.ts'
import type { Db } from '../../../api/_src/platform/db/tables.ts'
import { addDays } from '../../../shared/time.ts'
import { idOf } from './ids.ts'
import { meiyuan } from './places.ts'
import type { World } from './world.ts'

/** 王秀英's lunch comes from Monday to Friday; her daughter has seen to it. A series that is there already stays. */
export async function loadSeries(db: Db, world: World, now: Date): Promise<void> {
  const service = await db
    .selectFrom('service')
    .select(['id', 'plan', 'days_ahead'])
    .where('community_id', '=', meiyuan)
    .where('name', '=', '午饭，送上门')
    .executeTakeFirstOrThrow()
  const [wang, chen] = ['wangXiuying', 'chenJing'].map((key) => world.character(key))
  if (!wang || !chen) return
  const series: SeriesColumns = {
    community_id: meiyuan,
    id: idOf('series lunch wangXiuying'),
    service_id: service.id,
    resident_id: wang.residentId,
    resident_name: wang.name,
    booked_by: chen.account?.accountId ?? '',
    delegate_name: chen.name,
    channel: 'app',
    note: '少油少盐',
    weekdays: [1, 2, 3, 4, 5],
    time: service.plan.rules[0]?.from ?? '11:00',
    // the next two days she has booked by herself
    from_day: addDays(world.today, 3),
    to_day: openEnd,
    wanted: { through: addDays(world.today, 2), days: [] },
    booked_through: null,
    skipped: [],
    status: 'running',
    version: 0,
    notified_version: 0,
    history: [],
    made_at: now,
    due_at: now,
  }
  if (horizonOf(service.days_ahead, now) < series.from_day) return
  if (!(await insertSeries(db, series))) return
  await bookDays(db, { ...series, days_ahead: service.days_ahead }, now)
  // she knows of it
  await markSeriesNotified(db, { communityId: meiyuan, id: series.id, version: 1 })
}
