import { freeResources, homeServices, workersOf } from '../../booking/index.ts'
import type { visitPlansContract } from '../../../../shared/homecare/visit-plans-contract.ts'
import { weekOf } from '../../../../shared/people/roster.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { addDays, addSeconds, dayOf } from '../../../../shared/time.ts'
import { residentById } from '../../people/index.ts'
import type { Handlers } from '../../platform/slice.ts'
import {
  findPlan,
  insertPlan,
  changePlan,
  endPlan,
  findAgreement,
  listAgreements,
  listAway,
  listPlans,
} from './store-plan.ts'
import { noteAway, notAway, notePlanned, type AgreementFacts, type PlanRow } from './store-plan.ts'
import { bookDate, candidatesFor, carryOut, lookAround, wishOf } from './planning.ts'
import { recommend } from './decide-recommend.ts'
import { sendHandlers } from './handlers-send.ts'
import { manages, managesIn } from './move.ts'
import { findVisit, listBetween, type VisitRow } from './store.ts'
import { toPlan, toVisit } from './view.ts'

const mostShown = 200
const daysRemembered = 60

/** Planning visits, and who goes to them. */
export const planHandlers: Handlers<typeof visitPlansContract> = {
  async 'homecare.plans'({ communityId }, { actor, db }) {
    if (!managesIn(actor, communityId)) return refuse('not_allowed')
    const plans = await listPlans(db, communityId, mostShown)
    const agreements = await listAgreements(db, communityId, mostShown)
    const services = await homeServices(db, communityId)
    const workers = await workersOf(db, communityId)
    const planned = new Set(plans.filter(({ status }) => status === 'running').map((plan) => plan.agreement_id))
    return ok({
      plans: plans.map(toPlan),
      unplanned: agreements
        .filter(({ id }) => !planned.has(id))
        .map((row) => ({
          agreementId: row.id,
          residentName: row.resident_name,
          providerName: row.provider_name,
          beginDay: row.begin_day,
          endDay: row.end_day,
          categories: [...row.terms.categories],
        })),
      services: services.map(({ serviceId, name, minutes }) => ({ serviceId, name, minutes })),
      workers: workers.map(({ resourceId, name, skills }) => ({ resourceId, name, skills: [...skills] })),
    })
  },

  async 'homecare.savePlan'({ communityId, planId, version, agreementId, plan: content }, context) {
    const { actor, db, now } = context
    if (!managesIn(actor, communityId)) return refuse('not_found')
    const agreement = await findAgreement(db, communityId, agreementId)
    if (!agreement) return refuse('not_found')
    if (agreement.status !== 'in_force') return refuse('agreement_not_in_force')
    if (!agreement.terms.categories.includes(content.category)) return refuse('category_not_agreed')
    const [service] = await homeServices(db, communityId, content.serviceId)
    const resident = await residentById(db, { communityId, residentId: agreement.residentId })
    if (!service || !resident) return refuse('not_found')
    const plan = {
      community_id: communityId,
      id: planId,
      ...ofAgreement(agreement),
      building: resident.building,
      service_id: service.serviceId,
      service_name: service.name,
      minutes: service.minutes,
      category: content.category,
      weekdays: content.weekdays,
      time: content.time,
      weeks_ahead: content.weeksAhead,
      tasks: content.tasks,
      wished_worker_id: content.wishedWorkerId,
      wished_gender: content.wishedGender,
      dialect: content.dialect,
      from_day: content.fromDay < agreement.beginDay ? agreement.beginDay : content.fromDay,
      to_day: agreement.endDay,
      made_by: actor.accountId,
      due_at: now,
    }
    const isWritten = version === 0 ? await insertPlan(db, plan) : await changePlan(db, plan, version)
    const fresh: PlanRow = { ...plan, version: version + 1, planned_through: null, gaps: [], status: 'running' }
    if (!isWritten) {
      const present = await findPlan(db, communityId, planId)
      // Sent twice: what stands there is what was asked for.
      const isRepeat = present?.version === version + 1 && present.made_by === actor.accountId
      return isRepeat && present ? ok(toPlan(present)) : refuse('conflict')
    }
    context.afterwards(() => carryOut(db, fresh, now))
    return ok(toPlan(fresh))
  },

  async 'homecare.endPlan'({ communityId, planId, version }, { actor, db, now, afterwards }) {
    const plan = managesIn(actor, communityId) ? await findPlan(db, communityId, planId) : undefined
    if (!plan) return refuse('not_found')
    if (plan.status === 'ended') return ok(toPlan(plan))
    const lastDay = dayOf(now)
    if (plan.version !== version || !(await endPlan(db, plan, lastDay, now))) return refuse('conflict')
    const ended: PlanRow = { ...plan, status: 'ended', to_day: lastDay, version: version + 1, gaps: [], due_at: now }
    afterwards(() => carryOut(db, ended, now))
    return ok(toPlan(ended))
  },

  async 'homecare.takeAlternative'({ communityId, planId, day, startsAt: wished }, { actor, db, now }) {
    const plan = managesIn(actor, communityId) ? await findPlan(db, communityId, planId) : undefined
    if (!plan || plan.status !== 'running') return refuse('not_found')
    const gap = plan.gaps.find((one) => one.day === day)
    if (!gap) return ok(toPlan(plan))
    if (gap.nearest !== wished) return refuse('conflict')
    const startsAt = new Date(wished)
    const scene = await lookAround(db, plan, dayOf(startsAt), dayOf(startsAt))
    const date = { day, startsAt, endsAt: addSeconds(startsAt, plan.minutes * 60) }
    const made = await bookDate(db, plan, scene, date, now)
    if (!made.ok) return refuse('slot_full')
    const gaps = plan.gaps.filter((one) => one !== gap)
    await notePlanned(db, plan, { through: plan.planned_through, gaps, dueAt: plan.due_at })
    return ok(toPlan({ ...plan, gaps }))
  },

  async 'homecare.week'({ communityId, week: day }, { actor, db, now }) {
    if (!managesIn(actor, communityId)) return refuse('not_allowed')
    const week = weekOf(day)
    const last = addDays(week, 6)
    const visits = await listBetween(db, communityId, week, last)
    const workers = await workersOf(db, communityId)
    const away = await listAway(db, communityId, week, last)
    return ok({
      week,
      visits: visits.map(toVisit),
      // Whoever goes somewhere this week stands first.
      workers: workers
        .map(({ resourceId, name, skills }) => ({
          resourceId,
          name,
          skills: [...skills],
          away: away.filter((one) => one.resource_id === resourceId).map((one) => one.day),
        }))
        .toSorted((one, other) => visitsOf(visits, other.resourceId) - visitsOf(visits, one.resourceId)),
      now: now.toISOString(),
    })
  },

  async 'homecare.recommend'({ communityId, visitId }, { actor, db, now }) {
    const visit = await findVisit(db, { communityId, visitId })
    if (!visit || !manages(actor, visit)) return refuse('not_found')
    const plan = await findPlan(db, communityId, visit.plan_id)
    const { service_id: serviceId, starts_at: startsAt, resident_id: residentId, day } = visit
    const free = await freeResources(db, { communityId, serviceId, startsAt }, now)
    const visits = await listBetween(db, communityId, addDays(day, -daysRemembered), day)
    const away = new Set((await listAway(db, communityId, day, day)).map((one) => `${one.resource_id} ${one.day}`))
    const wish = plan
      ? wishOf(plan)
      : { category: visit.category, building: visit.building, wishedWorkerId: null, wishedGender: null, dialect: '' }
    const candidates = candidatesFor(free, { visits, away }, { residentId, day, visitId })
    return ok({
      visit: toVisit(visit),
      // The visit itself takes the time of whoever goes now.
      workers: recommend(
        wish,
        candidates.map((one) => (one.resourceId === visit.resource_id ? { ...one, isFree: true } : one)),
      ).map(({ resourceId, name, isFree, fits, good, bad }) => ({ resourceId, name, isFree, fits, good, bad })),
    })
  },

  async 'homecare.workerAway'({ communityId, resourceId, day, isAway, reason }, { actor, db, now }) {
    if (!managesIn(actor, communityId)) return refuse('not_found')
    if (isAway) {
      const noted = { reason, noted_by: actor.accountId, noted_at: now }
      await noteAway(db, { community_id: communityId, resource_id: resourceId, day, ...noted })
    } else await notAway(db, communityId, resourceId, day)
    const visits = await listBetween(db, communityId, day, day)
    const open = visits.filter((visit) => visit.resource_id === resourceId && visit.status === 'planned')
    return ok({ visits: isAway ? open.map(toVisit) : [] })
  },

  ...sendHandlers,
}

const visitsOf = (visits: readonly VisitRow[], resourceId: string) =>
  visits.filter((visit) => visit.resource_id === resourceId).length

function ofAgreement(agreement: AgreementFacts) {
  return {
    agreement_id: agreement.id,
    resident_id: agreement.residentId,
    resident_name: agreement.residentName,
    address: agreement.address,
    grid_code: agreement.gridCode,
    provider_id: agreement.terms.providerId,
    provider_name: agreement.providerName,
  }
}
