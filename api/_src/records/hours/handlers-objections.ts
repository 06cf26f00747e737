import type { hoursContract } from '../../../../shared/records/hours-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import type { Handlers } from '../../platform/slice.ts'
import { publicKindOf, workingDayAfter } from '../../platform/working-days.ts'
import { mayObject, objectionDates, replyTo } from './decide-objections.ts'
import { isAboutSelf, mayDecide } from './rights.ts'
import {
  findObjection,
  insertObjection,
  lineAndObjections,
  moveObjection,
  objectionsOf,
  objectionsToDo,
  type NewObjection,
} from './store-objections.ts'
import { toObjection } from './view.ts'

type Objections = Pick<
  typeof hoursContract,
  'records.objections' | 'records.object' | 'records.deskObjections' | 'records.replyToObjection'
>

/** What volunteers say about their hours, and what the community answers (民政部令67号 Art. 13). */
export const objectionsHandlers: Handlers<Objections> = {
  async 'records.objections'(_input, { actor, db, now }) {
    const rows = await objectionsOf(db, actor.identity)
    return ok({ objections: rows.map((row) => toObjection(row, now)) })
  },

  async 'records.object'({ id, about, words }, { actor, db, now, announce }) {
    const { communityId, residentId, residentName } = actor.identity
    const seq = 'seq' in about ? about.seq : null
    const today = dayOf(now)
    if ('day' in about && about.day > today) return refuse('invalid_input', { fields: ['about.day'] })
    const { line, open } = await lineAndObjections(db, actor.identity, seq)
    if (!('day' in about) && !line) return refuse('not_found')
    const isRepeat = open.some((one) => one.id === id)
    const may = isRepeat ? ok(null) : mayObject(open, seq)
    if (!may.ok) return may
    const { dueOn, remindAt } = objectionDates(today, (day, count) => workingDayAfter(day, count, publicKindOf))
    const objection: NewObjection = {
      community_id: communityId,
      id,
      resident_id: residentId,
      resident_name: residentName,
      seq,
      service_day: 'day' in about ? about.day : (line?.service_day ?? today),
      title: 'day' in about ? about.title : (line?.title ?? ''),
      minutes: line?.minutes ?? null,
      words,
      status: 'open',
      opened_at: now,
      due_on: dueOn,
      due_at: remindAt,
      reply: '',
      replied_by: null,
      replied_by_name: null,
      replied_at: null,
    }
    if (await insertObjection(db, objection)) {
      announce({ communityId, id })
      return ok(toObjection({ ...objection, version: 1, notified_version: 0, history: [], untold: 1 }, now))
    }
    const row = await findObjection(db, communityId, id)
    return row?.resident_id === residentId ? ok(toObjection(row, now)) : refuse('id_taken')
  },

  async 'records.deskObjections'({ communityId }, { actor, db, now }) {
    if (!mayDecide(actor, communityId)) return refuse('not_allowed')
    const rows = await objectionsToDo(db, communityId)
    return ok({ objections: rows.map((row) => toObjection(row, now)) })
  },

  async 'records.replyToObjection'({ communityId, id, version, upheld, words }, { actor, db, now, announce }) {
    if (!mayDecide(actor, communityId)) return refuse('not_allowed')
    const row = await findObjection(db, communityId, id)
    if (!row) return refuse('not_found')
    if (isAboutSelf(actor, communityId, [row.resident_id])) return refuse('own_hours')
    const decision = replyTo(row, version, { upheld, words })
    if (!decision.ok) return decision
    if (decision.data === 'repeat') return ok(toObjection(row, now))
    const change = {
      status: decision.data,
      due_at: null,
      reply: words,
      replied_by: actor.accountId,
      replied_by_name: actor.displayName,
      replied_at: now,
    }
    const step = { at: now.toISOString(), kind: decision.data, by: actor.accountId, byName: actor.displayName }
    if (!(await moveObjection(db, row, change, step))) return refuse('conflict')
    announce({ communityId, id })
    return ok(toObjection({ ...row, ...change, version: row.version + 1 }, now))
  },
}
