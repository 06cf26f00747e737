import { dayOf, timeOf } from '../../../../shared/time.ts'
import type { Db } from '../../platform/db/tables.ts'
import { dueStep } from './decide-objections.ts'
import { moveAccounts } from './heads.ts'
import { auditsOn, beginAudit, clearFindings, moveAudit, noteFindings, type AuditRow } from './store-audit.ts'
import { dueObjections, moveObjection } from './store-objections.ts'
import { verifyPortion } from './verify.ts'
import { writeConfirmed } from './writing.ts'

interface Night {
  db: Db
  communityIds: readonly string[]
  now: Date
  newId: () => string
}

/** What time does with hours: confirmed ones that were cut off before the ledger, objections that wait, the audit. */
export async function advanceHours(night: Night): Promise<void> {
  const { db, communityIds, now } = night
  if (communityIds.length === 0) return
  await writeConfirmed(db, communityIds, now)
  await advanceObjections(db, communityIds, now)
  await advanceAudits(night)
}

const perPass = 100

async function advanceObjections(db: Db, communityIds: readonly string[], now: Date): Promise<void> {
  for (;;) {
    const due = await dueObjections(db, communityIds, now, perPass)
    for (const row of due) {
      const step = dueStep(row, now)
      if (!step) continue
      const entry = { at: now.toISOString(), kind: step.kind, by: '', byName: '' }
      await moveObjection(db, row, { due_at: step.dueAt }, entry)
    }
    if (due.length < perPass) return
  }
}

/** From then on a local day may be audited. */
const auditFrom = '02:00'
/** What one run may look at; the next goes on from there. */
const mostEntriesPerRun = 6_000
const mostPortionsPerRun = 60

/** Once a local night every ledger is recomputed, in portions. One indexed query when the night is done, none before. */
async function advanceAudits({ db, communityIds, now, newId }: Night): Promise<void> {
  if (timeOf(now) < auditFrom) return
  const day = dayOf(now)
  const begun = new Map((await auditsOn(db, communityIds, day)).map((row) => [row.community_id, row]))
  let [entries, portions] = [0, 0]
  for (const communityId of communityIds) {
    let audit = begun.get(communityId) ?? (await beginAudit(db, communityId, day, now))
    while (audit && audit.finished_at === null) {
      if (portions >= mostPortionsPerRun || entries >= mostEntriesPerRun) return
      const before = audit.entries
      audit = await auditPortion(db, audit, now, newId)
      entries += (audit?.entries ?? before) - before
      portions += 1
    }
  }
}

/** Looks at the next portion and notes what it found, then how far it came; undefined when another run was faster. */
async function auditPortion(db: Db, audit: AuditRow, now: Date, newId: () => string): Promise<AuditRow | undefined> {
  const { community_id: communityId } = audit
  const portion = await verifyPortion(db, communityId, { after: audit.cursor_id })
  await noteFindings(db, communityId, portion.problems, now, newId)
  await clearFindings(
    db,
    communityId,
    portion.sound.map(({ residentId }) => residentId),
    now,
  )
  // Whoever wrote a line was cut off before the account: the lines say where it stands.
  const behind = portion.sound.filter(({ head, accountEntries }) => head.entries > accountEntries)
  await moveAccounts(db, communityId, new Map(behind.map(({ residentId, head }) => [residentId, head])))
  return moveAudit(db, audit, {
    cursor_id: portion.next ?? audit.cursor_id,
    volunteers: audit.volunteers + portion.volunteers,
    entries: audit.entries + portion.entries,
    findings: audit.findings + portion.problems.length,
    finished_at: portion.next === null ? now : null,
  })
}
