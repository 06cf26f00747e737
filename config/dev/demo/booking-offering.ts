import type { InsertObject } from 'kysely'
import type { PlanException } from '../../../shared/booking/plan.ts'
import { addDays, instantOf, weekdayOf, type Day } from '../../../shared/time.ts'
import { dayKindOf } from '../../../api/_src/platform/holidays.ts'
import type { Db, Tables } from '../../../api/_src/platform/db/tables.ts'
import { inserted } from '../../../api/_src/platform/db/upsert.ts'
import { json } from '../../../api/_src/platform/db/values.ts'
import { demoProviders, demoResources, type DemoProvider, type DemoResource } from './booking-providers.ts'
import type { DemoService } from './booking-service.ts'
import { demoServices } from './booking-services.ts'
import { idOf } from './ids.ts'
import type { DemoCommunity } from './places.ts'
import type { World } from './world.ts'

type Row<Table extends keyof Tables> = InsertObject<Tables, Table>

export interface DemoException extends PlanException {
  resource: DemoResource
}

/** What one community of the demo offers: rows with ids that stay the same from load to load. */
export class Offering {
  readonly #world: World
  readonly #community: DemoCommunity
  readonly #number: number
  readonly exceptions: readonly DemoException[]
  readonly overrides: ReadonlyMap<Day, 'holiday' | 'workday'>

  constructor(world: World, community: DemoCommunity) {
    this.#world = world
    this.#community = community
    this.#number = world.communities.indexOf(community) + 1
    const leave = this.leave
    this.exceptions = [
      {
        exceptionId: this.id('leave of the nurse'),
        kind: 'closed',
        fromDay: leave,
        toDay: addDays(leave, 1),
        fromTime: null,
        toTime: null,
        resourceId: this.id('nurse'),
        resource: 'nurse',
        reason: '周敏护士休假',
      },
    ]
    this.overrides = new Map([[this.#saturdayOfService(), 'workday']])
  }

  /** The first of two working days in some days' time, on which the nurse is away. */
  get leave(): Day {
    const days = [4, 5, 6, 7].map((ahead) => addDays(this.#world.today, ahead))
    return days.find((day) => weekdayOf(day) > 0 && weekdayOf(day) < 5) ?? addDays(this.#world.today, 4)
  }

  id(words: string): string {
    return idOf(`demo booking ${this.#community.communityId} ${words}`)
  }

  dayKindOf(day: Day) {
    return dayKindOf(day, this.overrides)
  }

  resourceName(key: DemoResource): string {
    if (key === 'doctor') return `${this.#doctor()?.name ?? ''}医生`
    return demoResources.find((one) => one.key === key)?.name ?? ''
  }

  async save(db: Db): Promise<void> {
    await db
      .insertInto('provider')
      .values(demoProviders.map((provider, position) => this.#providerRow(provider, position)))
      .onDuplicateKeyUpdate({ id: inserted('id') })
      .execute()
    await db
      .insertInto('service')
      .values(demoServices.map((service, position) => this.#serviceRow(service, position)))
      .onDuplicateKeyUpdate({ id: inserted('id') })
      .execute()
    await db
      .insertInto('resource')
      .values(this.#resourceRows())
      .onDuplicateKeyUpdate({ id: inserted('id') })
      .execute()
    await db
      .insertInto('service_need')
      .values(this.#needRows())
      .onDuplicateKeyUpdate({ position: inserted('position') })
      .execute()
    await db
      .insertInto('schedule_exception')
      .values(this.exceptions.map((exception) => this.#exceptionRow(exception)))
      .onDuplicateKeyUpdate({ id: inserted('id') })
      .execute()
    await db
      .insertInto('holiday_override')
      .values({
        community_id: this.#community.communityId,
        day: this.#saturdayOfService(),
        kind: 'workday',
        name: '便民服务日',
      })
      .onDuplicateKeyUpdate({ day: inserted('day') })
      .execute()
  }

  /** A Saturday on which everybody works, so that people with a job come too. */
  #saturdayOfService(): Day {
    const { today } = this.#world
    return addDays(today, 14 + ((6 - weekdayOf(today) + 7) % 7))
  }

  #doctor() {
    return this.#world.staff.find(({ role, areaCode }) => role === 'doctor' && areaCode === this.#community.communityId)
  }

  #providerRow(provider: DemoProvider, position: number): Row<'provider'> {
    return {
      community_id: this.#community.communityId,
      id: this.id(`provider ${provider.key}`),
      kind: provider.kind,
      position,
      name:
        provider.kind === 'merchant' ? provider.name : `${this.#community.name.replace('社区', '')}${provider.name}`,
      // made up like all of them: no number in Nanjing begins with 0
      phone: provider.key === 'hall' ? this.#community.hotline : `025-000${this.#number}20${10 + position}`,
      address: provider.address,
      introduction: provider.introduction,
      access: json(provider.access),
      opening_hours: json(provider.openingHours),
      withdrawn_at: null,
      version: 1,
    }
  }

  #serviceRow(service: DemoService, position: number): Row<'service'> {
    return {
      community_id: this.#community.communityId,
      id: this.id(service.key),
      provider_id: this.id(`provider ${service.provider}`),
      category: service.category,
      position,
      name: service.name,
      line: service.line,
      description: service.description,
      icon: service.icon,
      channel: service.channel,
      place: service.place === '' ? '家里' : service.place,
      price_kind: service.priceKind,
      price_cents: service.yuan * 100,
      subsidies: json(service.subsidies.map(([group, yuan]) => ({ group, priceCents: yuan * 100 }))),
      minimum_age: service.minimumAge,
      living_alone_only: service.livingAloneOnly ? 1 : 0,
      eligible_groups: json([]),
      eligibility_words: service.words,
      materials: json(
        service.materials.map(({ name, note = '', photo = false }) => ({
          materialId: this.id(`material ${service.key} ${name}`),
          name,
          note,
          precheck: photo,
        })),
      ),
      duration_minutes: service.minutes,
      plan: json(service.plan),
      capacity_kind: service.pool ? 'pooled' : 'exclusive',
      capacity: service.pool?.places ?? 1,
      reserved_places: service.pool?.kept ?? 0,
      days_ahead: service.daysAhead,
      close_minutes: service.closesBefore,
      cancel_cutoff_minutes: service.cancelCutoff,
      open_limit: service.openLimit,
      limits: json(service.limits),
      series_allowed: service.series ? 1 : 0,
      withdrawn_at: null,
      version: 1,
    }
  }

  #resourceRows(): Row<'resource'>[] {
    return demoResources.map(({ key, kind, units, skills, dialects, gender, building }) => ({
      community_id: this.#community.communityId,
      id: this.id(key),
      kind,
      name: this.resourceName(key),
      units,
      account_id: key === 'doctor' ? (this.#doctor()?.accountId ?? null) : null,
      skills: json(skills),
      dialects: json(dialects),
      gender,
      building,
      withdrawn_at: null,
      version: 1,
    }))
  }

  #needRows(): Row<'service_need'>[] {
    return demoServices.flatMap(({ key, needs }) =>
      needs.flatMap((candidates, position) =>
        candidates.map((resource) => ({
          community_id: this.#community.communityId,
          service_id: this.id(key),
          position,
          resource_id: this.id(resource),
        })),
      ),
    )
  }

  #exceptionRow(exception: DemoException): Row<'schedule_exception'> {
    const maker = this.#world.staff.find(
      ({ role, areaCode }) => role === 'community_staff' && areaCode === this.#community.communityId,
    )
    return {
      community_id: this.#community.communityId,
      id: exception.exceptionId,
      kind: exception.kind,
      provider_id: null,
      service_id: null,
      resource_id: exception.resourceId,
      from_day: exception.fromDay,
      to_day: exception.toDay,
      from_time: exception.fromTime,
      to_time: exception.toTime,
      reason: exception.reason,
      made_by: maker?.accountId ?? '',
      made_at: instantOf(addDays(this.#world.today, -3), '09:00'),
    }
  }
}
