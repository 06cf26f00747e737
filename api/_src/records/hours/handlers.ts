import type { hoursContract } from '../../../../shared/records/hours-contract.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { recordAccess } from '../../people/index.ts'
import type { Handlers } from '../../platform/slice.ts'
import { additionsHandlers } from './handlers-additions.ts'
import { objectionsHandlers } from './handlers-objections.ts'
import { mayDecide, mayPrepareFor, preparingAreas } from './rights.ts'
import { auditView } from './store-audit.ts'
import { ledgerPage, searchVolunteers, volunteersNamed } from './store-ledger.ts'
import { verifyPortion } from './verify.ts'
import { toLedger } from './view.ts'

export const hoursHandlers: Handlers<typeof hoursContract> = {
  ...additionsHandlers,
  ...objectionsHandlers,

  async 'records.mine'({ limit, after }, { actor, db }) {
    const page = await ledgerPage(db, actor.identity, limit === 0 ? 0 : limit + 1, after)
    return ok(toLedger(page, limit, actor.identity.residentName))
  },

  async 'records.volunteers'({ communityId, search }, { actor, db }) {
    const areaCodes = preparingAreas(actor, communityId)
    if (areaCodes.length === 0) return refuse('not_allowed')
    const found = await searchVolunteers(db, communityId, areaCodes, search)
    return ok({ volunteers: found.map(({ gridCode: _gridCode, ...one }) => one) })
  },

  async 'records.ledger'({ communityId, residentId, limit, after }, { actor, db, now, newId }) {
    if (preparingAreas(actor, communityId).length === 0) return refuse('not_allowed')
    const page = await ledgerPage(db, { communityId, residentId }, limit === 0 ? 0 : limit + 1, after)
    if (page.name === null || !mayPrepareFor(actor, page.gridCode ?? '')) return refuse('not_found')
    const access = { id: newId(), communityId, residentId, accountId: actor.accountId, at: now }
    await recordAccess(db, { ...access, purpose: 'volunteer_file' })
    return ok(toLedger(page, limit, page.name))
  },

  async 'records.audit'({ communityId }, { actor, db }) {
    if (!mayDecide(actor, communityId)) return refuse('not_allowed')
    const { last, findings } = await auditView(db, communityId)
    return ok({
      last: last
        ? {
            day: last.day,
            volunteers: last.volunteers,
            entries: last.entries,
            findings: last.findings,
            finishedAt: last.finished_at?.toISOString() ?? null,
          }
        : null,
      findings: findings.map((row) => ({
        residentId: row.resident_id,
        volunteerNumber: row.volunteerNumber,
        name: row.name,
        problem: row.problem,
        seq: row.seq,
        foundAt: row.found_at.toISOString(),
      })),
    })
  },

  async 'records.verify'({ communityId, residentId, after }, { actor, db }) {
    if (!mayDecide(actor, communityId)) return refuse('not_allowed')
    const of = { after: after ?? '', ...(residentId === null ? {} : { only: residentId }) }
    const { volunteers, entries, problems, next } = await verifyPortion(db, communityId, of)
    const named = await volunteersNamed(
      db,
      communityId,
      problems.map((problem) => problem.residentId),
    )
    const names = new Map(named.map((one) => [one.residentId, one]))
    const findings = problems.map((problem) => ({
      ...problem,
      volunteerNumber: names.get(problem.residentId)?.volunteerNumber ?? '',
      name: names.get(problem.residentId)?.name ?? '',
    }))
    return ok({ volunteers, entries, findings, next })
  },
}
