import { weekOf } from '../../../../shared/people/roster.ts'
import type { rosterContract } from '../../../../shared/people/roster-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { addDays, addSeconds, dayOf, instantOf, type Day } from '../../../../shared/time.ts'
import type { Actor } from '../../platform/actor.ts'
import type { Handlers, RequestContext } from '../../platform/slice.ts'
import {
  channelOf,
  communityNear,
  isSound,
  mayLook,
  mayPlan,
  mayStart,
  ownAreas,
  publishing,
  swapProblem,
  usualHours,
} from './decide.ts'
import { lastHandover, rosterArea, shiftRows, shiftsOf, shiftToStart, swapToAnswer } from './store.ts'
import * as write from './store-write.ts'
import { rosterView } from './view.ts'

type Context = RequestContext<Actor>

/** Seconds before today in which a note that was handed over is still news. */
const handoverLife = 36 * 3600
/** Days ahead in which my own shifts are told wherever they are, and swaps that wait for an answer. */
const ownDays = 14

export const rosterHandlers: Handlers<typeof rosterContract> = {
  'people.roster': async (input, context) => {
    const { db, actor, now } = context
    const areaCode = input.areaCode ?? ownAreas(actor)[0]
    if (areaCode === undefined || !mayLook(actor, areaCode)) return refuse('not_found')
    const week = weekOf(input.week ?? dayOf(now))
    const [today, weekStart] = [instantOf(dayOf(now)), instantOf(week)]
    const earlier = addSeconds(now, -handoverLife)
    const [horizon, weekEnd] = [addSeconds(today, ownDays * 86_400), instantOf(addDays(week, 7))]
    const [area, rows] = await Promise.all([
      areaFor(context, areaCode, week),
      shiftRows(db, {
        areaCode,
        from: weekStart < earlier ? weekStart : earlier,
        to: weekEnd > horizon ? weekEnd : horizon,
        mine: { accountId: actor.accountId, from: today, to: horizon },
      }),
    ])
    if (area === undefined) return refuse('not_found')
    const viewer = { accountId: actor.accountId, mayPlan: mayPlan(actor, areaCode) }
    return ok(rosterView({ areaCode, week }, area, rows, viewer, now))
  },

  'people.saveRoster': async ({ areaCode, week, version, covered, entries }, context) => {
    const { db, actor, now } = context
    if (!mayPlan(actor, areaCode)) return refuse('not_found')
    const area = await areaFor(context, areaCode, week)
    if (area === undefined) return refuse('not_found')
    const accountIds = new Set(area.people.map(({ accountId }) => accountId))
    if (week !== weekOf(week) || !isSound(entries, week, covered, accountIds))
      return refuse('invalid_input', { fields: ['entries'] })
    await write.keepCovered(db, areaCode, covered, now)
    const by = { accountId: actor.accountId, now }
    const isSaved = await write.savePlan(db, { areaCode, week, version }, entries, by)
    return isSaved ? ok({ version: version + 1 }) : refuse('conflict')
  },

  'people.publishRoster': async ({ areaCode, week, version }, context) => {
    const { db, actor, now, newId } = context
    if (!mayPlan(actor, areaCode)) return refuse('not_found')
    const range = { areaCode, from: instantOf(week), to: instantOf(addDays(week, 7)) }
    const [area, rows] = await Promise.all([areaFor(context, areaCode, week), shiftRows(db, range)])
    if (area === undefined || area.version === null || area.plan.version === 0) return refuse('not_found')
    const last = area.plan.history.at(-1)
    const isRepeat = last?.kind === 'published' && last.version === version + 1 && last.by === actor.accountId
    if (isRepeat && area.plan.version === version + 1) return ok({ version: version + 1 })
    if (area.plan.version !== version) return refuse('conflict')
    const accountIds = new Set(area.people.map(({ accountId }) => accountId))
    const covered = area.covered ?? usualHours(areaCode)
    const decided = publishing(area.plan.entries, shiftsOf(rows, areaCode), { week, covered, accountIds, now })
    if (decided === 'roster_past') return refuse('roster_past')
    if ('problems' in decided) return refuse('roster_gaps', { problems: decided.problems })
    const key = { areaCode, week, version, areaVersion: area.version }
    const isDone = await write.publish(db, key, decided, { accountId: actor.accountId, now, newId })
    return isDone ? ok({ version: version + 1 }) : refuse('conflict')
  },

  'people.askSwap': async ({ id, areaCode, shiftId, of, inReturnId }, context) => {
    const { db, actor, now, announce } = context
    if (!mayLook(actor, areaCode)) return refuse('not_found')
    const swap = { shiftId, inReturnId: inReturnId ?? null, askedBy: actor.accountId, askedOf: of }
    const [area, shifts] = await Promise.all([
      areaFor(context, areaCode, weekOf(dayOf(now))),
      coming(context, areaCode),
    ])
    if (area?.people.some(({ accountId }) => accountId === of) !== true) return refuse('not_found')
    const problem = swapProblem(swap, shifts, now)
    if (problem !== undefined) return refuse(problem)
    const given = shifts.find((shift) => shift.id === shiftId)
    if (given === undefined) return refuse('not_found')
    const { startsAt, part } = given
    const toldIn = communityNear(actor, areaCode)
    const asked = await write.askSwap(db, { ...swap, areaCode, id, startsAt, part, toldIn }, now)
    if (asked === 'taken') return refuse('conflict')
    if (toldIn !== null) announce({ communityId: toldIn, id })
    return ok({ swapId: id })
  },

  'people.answerSwap': async ({ areaCode, swapId, agreed }, context) => {
    const { db, actor, now, announce } = context
    const swap = await swapToAnswer(db, areaCode, swapId)
    const isAsker = swap?.askedBy === actor.accountId
    if (swap === undefined || !(isAsker ? !agreed : swap.askedOf === actor.accountId)) return refuse('not_found')
    const status = agreed ? 'agreed' : isAsker ? 'withdrawn' : 'declined'
    if (swap.status === status) return ok({ status })
    if (swap.status !== 'asked') return refuse('conflict')
    const key = { areaCode, id: swapId }
    const said = () => {
      if (swap.toldIn !== null) announce({ communityId: swap.toldIn, id: swapId })
      return ok({ status })
    }
    if (status !== 'agreed') return (await write.endSwap(db, key, status, now)) ? said() : refuse('conflict')
    const problem = swapProblem(swap, await coming(context, areaCode), now)
    if (problem !== undefined) return refuse(problem)
    const isDone = await write.swapShifts(db, { ...key, areaVersion: swap.version }, swap, now)
    return isDone ? said() : refuse('conflict')
  },

  'people.startShift': async ({ areaCode, shiftId, excuse }, context) => {
    const { db, actor, now } = context
    const shift = await shiftToStart(db, areaCode, shiftId, context.wechat.templates.help?.templateId)
    if (shift?.accountId !== actor.accountId) return refuse('not_found')
    const handover = await lastHandover(db, areaCode, now)
    if (shift.startedAt !== null) return ok({ channel: shift.channel ?? 'none', handover })
    if (!mayStart(shift, now)) return refuse('shift_not_now')
    const channel = channelOf(shift, now)
    if (channel === 'none' && excuse === '') return refuse('no_channel')
    const key = { areaCode, id: shiftId, accountId: actor.accountId }
    await write.startShift(db, key, { channel, excuse: channel === 'none' ? excuse : '' }, now)
    return ok({ channel, handover })
  },

  'people.endShift': async ({ areaCode, shiftId, note }, { db, actor, now }) => {
    const key = { areaCode, id: shiftId, accountId: actor.accountId }
    if (await write.endShift(db, key, note, now)) return ok({})
    const shift = await shiftToStart(db, areaCode, shiftId, undefined)
    if (shift?.accountId !== actor.accountId) return refuse('not_found')
    // The same word again, whose first answer was lost; a second word does not change the record.
    return shift.endedAt !== null && shift.note === note ? ok({}) : refuse('shift_not_now')
  },
}

function areaFor({ db, actor, wechat }: Context, areaCode: string, week: Day) {
  return rosterArea(db, { areaCode, week, own: ownAreas(actor), templateId: wechat.templates.help?.templateId })
}

/** The area's shifts that have not ended yet. */
async function coming({ db, now }: Context, areaCode: string) {
  const rows = await shiftRows(db, { areaCode, from: now, to: addSeconds(now, 90 * 86_400) })
  return shiftsOf(rows, areaCode)
}
