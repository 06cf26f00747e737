import type { CareRecord, careContract } from '../../../../shared/help/care-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { addSeconds, ageOn, dayOf } from '../../../../shared/time.ts'
import { recordAccess, residentCard } from '../../people/index.ts'
import { holdsRoleOver } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { deskRoles } from '../duty.ts'
import { openTask } from '../tasks/open.ts'
import { endTask } from '../tasks/store.ts'
import { noteSignOfLife } from '../wellness/signs.ts'
import { planView } from '../wellness/row.ts'
import { findPlan, hurryPlan } from '../wellness/store.ts'
import { needTitle } from './decide.ts'
import { roundHandlers } from './handlers-rounds.ts'
import { keepRecord, listRecords, type RecordRow } from './store.ts'
import { markLine } from './store-rounds.ts'

const recordsShown = 5
/** Seconds until somebody must have done something about a need. */
const secondsForNeed = 86_400

export const careHandlers: Handlers<typeof careContract> = {
  ...roundHandlers,

  async 'help.careCard'({ communityId, residentId }, { actor, db, now, newId }) {
    const person = { communityId, residentId }
    const card = await residentCard(db, person)
    if (!card || !holdsRoleOver(actor, deskRoles, card.gridCode)) return refuse('not_found')
    // Recorded before anything is shown, as with the card of a call.
    await recordAccess(db, { id: newId(), ...person, accountId: actor.accountId, purpose: 'care_call', at: now })
    const [plan, records] = await Promise.all([findPlan(db, person), listRecords(db, person, recordsShown)])
    const { name, birthDate, address, livingAlone, phone, accessNote, tags, contacts } = card
    return ok({
      ...person,
      name,
      age: birthDate === null ? null : ageOn(birthDate, dayOf(now)),
      address,
      livingAlone,
      phone,
      accessNote,
      tags: [...tags],
      contacts: contacts.map((contact) => ({
        name: contact.name,
        relation: contact.relation,
        phone: contact.phone,
      })),
      plan: plan === undefined || plan.status === 'none' ? null : planView(plan),
      records: records.map(recordView),
    })
  },

  async 'help.recordCare'(input, { actor, db, now, newId, announce }) {
    const { communityId, residentId, way, reached, needs, note, taskId, roundId } = input
    const person = { communityId, residentId }
    const card = await residentCard(db, person)
    if (!card || !holdsRoleOver(actor, deskRoles, card.gridCode)) return refuse('not_found')
    const by = { accountId: actor.accountId, name: actor.displayName }
    const record = await keepRecord(db, {
      community_id: communityId,
      id: input.id,
      resident_id: residentId,
      grid_code: card.gridCode,
      way,
      reached: Number(reached),
      mood: input.mood ?? null,
      needs: [...needs],
      note,
      task_id: taskId ?? null,
      round_id: roundId ?? null,
      by_account_id: by.accountId,
      by_name: by.name,
      at: now,
    })
    if (!record || record.resident_id !== residentId || record.by_account_id !== by.accountId) return refuse('id_taken')
    // Sent again after a lost answer, all of this finds itself done.
    if (taskId !== undefined) {
      const text = resultWords(way, reached, note)
      const end = { status: 'done', byAccountId: by.accountId, byName: by.name, text, at: now } as const
      await endTask(db, { communityId, id: taskId, residentId }, end)
    }
    if (reached) await noteSignOfLife(db, person, way === 'call' ? 'talked' : 'visited', record.at)
    else await hurryPlan(db, person, way === 'call' ? 'call' : 'knock', now)
    announce({ communityId, id: residentId })
    if (needs.length > 0) {
      const task = {
        communityId,
        id: newId(),
        dedupeKey: `need:${record.id}`,
        kind: 'need' as const,
        person: { residentId, residentName: card.name, address: card.address },
        gridCode: card.gridCode,
        title: needTitle(card.name, needs),
        dueAt: addSeconds(record.at, secondsForNeed),
        details: { needs: [...needs], note, recordId: record.id },
      }
      await openTask(db, task, now)
    }
    if (roundId !== undefined) {
      const state = needs.length > 0 ? 'needs_help' : reached ? 'reached' : 'not_reached'
      const mark = { state, byAccountId: by.accountId, byName: by.name, at: record.at, note } as const
      await markLine(db, { communityId, roundId, residentId }, mark)
    }
    return ok(recordView(record))
  },
}

function resultWords(way: 'call' | 'visit', reached: boolean, note: string): string {
  const what = way === 'call' ? (reached ? '电话打通了' : '电话没打通') : reached ? '上门见到了' : '上门没见到人'
  return note === '' ? what : `${what}，${note}`.slice(0, 200)
}

function recordView(row: RecordRow): CareRecord {
  return {
    recordId: row.id,
    way: row.way,
    reached: row.reached === 1,
    mood: row.mood,
    needs: [...row.needs],
    note: row.note,
    byName: row.by_name,
    at: row.at.toISOString(),
  }
}
