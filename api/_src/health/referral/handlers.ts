import type { healthContract } from '../../../../shared/health/contract.ts'
import type { Referral, ReferralMove } from '../../../../shared/health/referral-contract.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import { recordAccess, residentById, staffedAreas } from '../../people/index.ts'
import { actsFor, holdsRoleOver, type Actor } from '../../platform/actor.ts'
import { json } from '../../platform/db/values.ts'
import type { Handlers, RequestContext } from '../../platform/slice.ts'
import { findFile } from '../file/store.ts'
import { say, speaker } from '../file/words.ts'
import { followUp, moveTo, numberOf } from './decide.ts'
import { findReferral, insertReferral, moveReferral, referralsOfPerson, type OwnedReferral } from './store.ts'
import { isOpenTo, lineOf, referralView } from './view.ts'

type Endpoints =
  'health.referrals' | 'health.referral' | 'health.writeReferral' | 'health.answerReferral' | 'health.moveReferral'

const referralsShown = 30
const numbersTried = 5

export const referralHandlers: Pick<Handlers<typeof healthContract>, Endpoints> = {
  'health.referrals': async ({ person }, { db, actor, now }) => {
    if (actsFor(actor, person, 'see') === undefined) return refuse('not_delegated')
    const rows = await referralsOfPerson(db, person, referralsShown)
    return ok({ referrals: rows.map((row) => lineOf(row, now)) })
  },

  'health.referral': async ({ communityId, referralId }, context) => {
    const { db, actor, now, newId } = context
    const row = await findReferral(db, communityId, referralId)
    if (row?.referral_agreed !== 1) return refuse('not_found')
    const isOwn = actsFor(actor, personOf(row), 'see') !== undefined
    if (!isOwn && !isOpenTo(actor, row)) return refuse('not_found')
    if (!isOwn) {
      const { accountId } = actor
      await recordAccess(db, { id: newId(), ...personOf(row), accountId, purpose: 'referral', at: now })
    }
    return ok(await shown(context, row))
  },

  'health.writeReferral': async ({ id, person, agreed, ...letter }, context) => {
    const { db, actor, now } = context
    const { communityId, residentId } = person
    const resident = await residentById(db, person)
    if (resident === undefined || !holdsRoleOver(actor, ['doctor'], resident.grid_code)) return refuse('not_found')
    const file = await findFile(db, person)
    if (file?.referral_agreed !== 1) {
      if (!agreed) return refuse('health_agreement_needed')
      const word = { id, purpose: 'referral', agreed: true, ...speaker(actor, undefined) } as const
      if (!(await say(context, person, file, word))) return refuse('conflict')
    }
    const row = {
      community_id: communityId,
      id,
      resident_id: residentId,
      resident_name: resident.name,
      birth_date: resident.birth_date,
      doctor_id: actor.accountId,
      doctor_name: actor.displayName,
      hospital: letter.hospital,
      department: letter.department,
      reason: letter.reason,
      letter: letter.letter,
      follow_up_days: letter.followUpDays,
      status: 'written' as const,
      written_at: now,
      history: [{ version: 1, at: now.toISOString(), kind: 'written' as const, byName: actor.displayName }],
    }
    for (let tries = 0; tries < numbersTried; tries += 1) {
      const done = await insertReferral(db, { ...row, number: numberOf(dayOf(now), id, tries) })
      if (done === 'number_taken') continue
      // Read back: an agreement that was taken back meanwhile hides the letter, and the clock erases it.
      const written = await findReferral(db, communityId, id)
      if (written?.doctor_id !== actor.accountId || written.resident_id !== residentId) return refuse('id_taken')
      if (written.referral_agreed !== 1) return refuse('health_agreement_needed')
      context.announce({ communityId, id })
      return ok(await shown(context, written))
    }
    return refuse('conflict')
  },

  'health.answerReferral': async ({ communityId, referralId, agreed }, context) => {
    const { db, actor, now } = context
    const row = await findReferral(db, communityId, referralId)
    if (row?.referral_agreed !== 1 || actsFor(actor, personOf(row), 'see') === undefined) return refuse('not_found')
    if (actsFor(actor, personOf(row), 'apply') === undefined) return refuse('not_delegated')
    const kind = agreed ? 'given' : 'refused'
    return await move(context, row, kind, {}, { at: now.toISOString(), kind, byName: actor.displayName })
  },

  'health.moveReferral': async ({ communityId, referralId, move: wanted }, context) => {
    const { db, actor, now } = context
    const row = await findReferral(db, communityId, referralId)
    if (row === undefined || !isOpenTo(actor, row)) return refuse('not_found')
    const { kind } = wanted
    const step = { at: now.toISOString(), kind, byName: actor.displayName }
    return await move(context, row, kind, columnsOf(wanted, row.follow_up_days), step)
  },
}

type Kind = ReferralMove['kind'] | 'refused'

async function move(
  context: RequestContext<Actor>,
  row: OwnedReferral,
  kind: Kind,
  set: Parameters<typeof moveReferral>[2],
  step: { at: string; kind: Kind; byName: string },
): Promise<Result<Referral, 'conflict'>> {
  const { db } = context
  const decision = moveTo(row.status, kind)
  if (!decision.ok) return decision
  if (decision.data === 'repeat') return ok(await shown(context, row))
  const isMoved = await moveReferral(db, row, { ...set, status: kind }, step)
  const present = await findReferral(db, row.community_id, row.id)
  if (!isMoved || present === undefined) return refuse('conflict', { status: present?.status })
  context.announce({ communityId: row.community_id, id: row.id })
  return ok(await shown(context, present))
}

function columnsOf(wanted: ReferralMove, days: number): Parameters<typeof moveReferral>[2] {
  if (wanted.kind === 'done') return { result: wanted.result, due_at: null }
  if (wanted.kind !== 'answered') return {}
  const { diagnosis, advice, backOn } = wanted
  const { followUpOn, dueAt } = followUp(backOn, days)
  return { answer: json({ diagnosis, advice, backOn }), follow_up_on: followUpOn, due_at: dueAt }
}

function personOf({ community_id: communityId, resident_id: residentId }: OwnedReferral) {
  return { communityId, residentId }
}

/** The letter names the community whose station writes. */
async function shown({ db, now }: RequestContext, row: OwnedReferral): Promise<Referral> {
  const [area] = await staffedAreas(db, [row.community_id])
  return referralView(row, area?.name ?? '', now)
}
