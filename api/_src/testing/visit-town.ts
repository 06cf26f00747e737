import { addDays, addSeconds, instantOf, type Day } from '../../../shared/time.ts'
import type { PlanContent, Visit } from '../../../shared/homecare/visit-schemas.ts'
import { newId } from '../platform/ids.ts'
import { places, type TestAccount } from './actors.ts'
import { addNeed, addProvider, addResource, addService, everyDay, planOf } from './booking-world.ts'
import { careDay, careTown, type CareTown } from './care-town.ts'
import type { TestDatabase } from './database.ts'

const { community } = places

/** The day on which the tested visits are: a Wednesday, a week after the plan is made. */
export const visitDay: Day = '2026-12-02'

export interface VisitTown extends CareTown {
  /** 周梅, who works in the mini-program. */
  worker: TestAccount
  otherWorker: TestAccount
  /** Ids of the workers as resources: 周梅, 孙红, 王强 (who cannot give a bath). */
  workers: { mei: string; hong: string; qiang: string }
  serviceId: string
  /** An agreement in force for the elder. */
  agreementId: string
  plan: PlanContent
  planned: (over?: Partial<PlanContent>, planId?: string) => Promise<string>
  /** Visits of the elder in the order of time. */
  visits: () => Promise<Visit[]>
  /** The visit of `visitDay`, at so many minutes after its start. */
  visitAt: (minutes: number) => Promise<Visit>
}

/** A community with a bathing service, three workers and an elder whose agreement is in force. */
export function visitTown(
  database: TestDatabase,
  options: Parameters<typeof careTown>[1] = {},
): VisitTown & { setUp: () => Promise<void> } {
  const { db } = database
  const town = careTown(database, options)
  const more: VisitTown & { setUp: () => Promise<void> } = {
    ...town,
    worker: undefined as never,
    otherWorker: undefined as never,
    workers: undefined as never,
    serviceId: '',
    agreementId: '',
    plan: undefined as never,
    async setUp() {
      more.cast = town.cast
      const { people } = town.cast
      more.worker = people.account('周梅')
      more.otherWorker = people.account('孙红')
      await people.save(db)
      const providerId = await addProvider(db, community)
      const serviceId = await addService(db, community, {
        provider_id: providerId,
        name: '上门助浴',
        capacity_kind: 'exclusive',
        capacity: 1,
        duration_minutes: 60,
        price_kind: 'low_price',
        price_cents: 4000,
        subsidies: [{ group: 'living_alone', priceCents: 1000 }],
        plan: planOf([everyDay('08:00', '18:00')]),
        open_limit: 40,
        close_minutes: 0,
        cancel_cutoff_minutes: 0,
      })
      const resource = (name: string, account: TestAccount | undefined, building: string, skills: string[]) =>
        addResource(db, community, name, {
          account_id: account?.accountId ?? null,
          building,
          skills,
          dialects: name === '孙红' ? ['南京话'] : [],
          gender: name === '王强' ? 'male' : 'female',
        })
      more.workers = {
        mei: await resource('周梅', more.worker, '3', ['助浴', '助洁']),
        hong: await resource('孙红', more.otherWorker, '9', ['助浴']),
        qiang: await resource('王强', undefined, '3', ['助洁']),
      }
      more.serviceId = serviceId
      await addNeed(db, community, serviceId, Object.values(more.workers))
      const { agreementId, textHash } = await town.proposed({ beginDay: careDay, endDay: '2027-11-30', providerId })
      const sign = { communityId: community, agreementId, textHash, paperName: '' }
      await town.ok(town.cast.elder, 'homecare.confirm', { ...sign, side: 'resident' })
      await town.ok(town.cast.communityStaff, 'homecare.confirm', { ...sign, side: 'provider' })
      more.agreementId = agreementId
      more.plan = {
        serviceId,
        category: 'bath',
        weekdays: [3],
        time: '09:00',
        weeksAhead: 2,
        tasks: ['擦身', '洗头'],
        wishedWorkerId: null,
        wishedGender: null,
        dialect: '',
        fromDay: addDays(careDay, 1),
      }
    },
    async planned(over = {}, planId = newId()) {
      const plan = { ...more.plan, ...over }
      const input = { communityId: community, planId, version: 0, agreementId: more.agreementId, plan }
      await town.ok(town.cast.communityStaff, 'homecare.savePlan', input)
      await town.app.settled()
      return planId
    },
    async visits() {
      const { coming } = await town.ok(town.cast.elder, 'homecare.visits', {})
      return coming
    },
    async visitAt(minutes) {
      await town.at(addSeconds(instantOf(visitDay, '09:00'), minutes * 60))
      const found = (await more.visits()).find(({ day }) => day === visitDay)
      if (!found) throw new Error('the elder has no visit on that day')
      return found
    },
  }
  return more
}
