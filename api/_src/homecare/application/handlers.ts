import type { applicationContract } from '../../../../shared/homecare/application-contract.ts'
import type { ApplicationStatus } from '../../../../shared/homecare/lifecycle.ts'
import type { ApplicationSummary } from '../../../../shared/homecare/schemas.ts'
import { ok, refuse, type Result } from '../../../../shared/result.ts'
import { dayOf } from '../../../../shared/time.ts'
import { recordAccess } from '../../people/index.ts'
import { holdsRoleOver, type Actor } from '../../platform/actor.ts'
import type { Handlers, RequestContext } from '../../platform/slice.ts'
import { careRoles, carePerson, decidingRoles, doerName, wayOf } from '../person.ts'
import { readSettings, settingsFrom, writeSettings } from '../settings/store.ts'
import { publicKindOf, workingDayAfter } from '../../platform/working-days.ts'
import { apply, decideCase, moveOpen, type CaseState } from './decide.ts'
import {
  findApplication,
  insertApplication,
  listCases,
  readToApply,
  readWhole,
  writeMove,
  type ApplicationRow,
  type Change,
} from './store.ts'
import type { ApplicationEntry } from './tables.ts'
import { caseLines, summaryOf, wholeView } from './view.ts'

const mostCases = 1000

export const applicationHandlers: Handlers<typeof applicationContract> = {
  async 'homecare.apply'({ id, communityId, surveyId }, { actor, db, now, announce }) {
    const survey = await readToApply(db, communityId, surveyId)
    const person = { communityId, residentId: survey?.resident_id ?? '' }
    const found = survey && carePerson(actor, person, survey)
    if (!found) return refuse('not_found')
    const { application_id: known, applied_by: by } = survey
    const existing = known === null || by === null ? undefined : { id: known, byAccountId: by }
    const decision = apply(survey, existing, { id, accountId: actor.accountId })
    if (!decision.ok) return decision
    if (decision.data === 'repeat') {
      const present = await findApplication(db, communityId, id)
      return present ? ok(summaryOf(present)) : refuse('not_found')
    }
    const byName = doerName(actor, person, found.way)
    const entry = { kind: 'applied', at: now.toISOString(), by: actor.accountId, byName, words: '' } as const
    const row: ApplicationRow = {
      community_id: communityId,
      id,
      survey_id: surveyId,
      resident_id: person.residentId,
      resident_name: found.name,
      grid_code: found.gridCode,
      address: found.address,
      applied_by: actor.accountId,
      delegate_name: found.way === 'self' ? null : byName,
      status: 'applied',
      live_of: person.residentId,
      due_day: workingDayAfter(dayOf(now), settingsFrom(survey).decisionDays, publicKindOf),
      assessment: null,
      reason: '',
      decided_by_name: null,
      applied_at: now,
      assessed_at: null,
      decided_at: null,
      version: 1,
      notified_version: 0,
      untold: 1,
      history: [{ ...entry, version: 1 }],
    }
    const written = await insertApplication(db, row)
    if (written !== 'done') return refuse(written === 'taken' ? 'care_applied' : 'id_taken')
    announce({ communityId, id })
    return ok(summaryOf(row))
  },

  async 'homecare.withdraw'({ communityId, applicationId, version }, context) {
    const command = { version, accountId: context.actor.accountId }
    return step(context, { communityId, id: applicationId }, mayWithdraw, (state) => ({
      decision: moveOpen(state, 'withdrawn', command),
      words: '',
      change: { live_of: null },
    }))
  },

  async 'homecare.application'({ communityId, applicationId }, { actor, db, now, newId }) {
    const rows = await readWhole(db, communityId, applicationId)
    const [row] = rows
    const person = { communityId, residentId: row?.resident_id ?? '' }
    const found = row && carePerson(actor, person, row)
    if (!found) return refuse('not_found')
    if (found.way === 'staff') {
      const { accountId } = actor
      await recordAccess(db, { id: newId(), ...person, accountId, purpose: 'home_care', at: now })
    }
    return ok(wholeView(row, rows, found.address, dayOf(now)))
  },

  async 'homecare.cases'(_, { actor, db, now }) {
    const grants = actor.staff.filter(({ role }) => careRoles.includes(role))
    const communityIds = [...new Set(grants.flatMap((grant) => grant.communityIds))]
    const today = dayOf(now)
    if (communityIds.length === 0) return ok({ cases: [], today })
    const area = { communityIds, prefixes: grants.map(({ areaCode }) => areaCode) }
    return ok({ cases: caseLines(await listCases(db, area, today, mostCases), today), today })
  },

  async 'homecare.assess'({ communityId, applicationId, version, assessment }, context) {
    const command = { version, accountId: context.actor.accountId }
    return step(context, { communityId, id: applicationId }, mayWork, (state) => ({
      decision: moveOpen(state, 'assessed', command),
      words: assessment.note,
      change: { assessment, assessed_at: context.now },
    }))
  },

  async 'homecare.decide'({ communityId, applicationId, version, approved, reason }, context) {
    const { actor, now } = context
    return step(context, { communityId, id: applicationId }, mayDecide, (state) => ({
      decision: decideCase(state, approved, { version, accountId: actor.accountId }),
      words: reason,
      change: { reason, decided_by_name: actor.displayName, decided_at: now, live_of: null },
    }))
  },

  async 'homecare.settings'({ communityId }, { actor, db }) {
    if (!holdsRoleOver(actor, decidingRoles, communityId)) return refuse('not_allowed')
    return ok(await readSettings(db, communityId))
  },

  async 'homecare.saveSettings'({ communityId, version, settings }, { actor, db }) {
    if (!holdsRoleOver(actor, decidingRoles, communityId)) return refuse('not_allowed')
    const isWritten = await writeSettings(db, communityId, settings, version)
    return isWritten ? ok({ version: version + 1, settings }) : refuse('conflict')
  },
}

type Judge = (actor: Actor, row: ApplicationRow) => boolean

const personOf = (row: ApplicationRow) => ({ communityId: row.community_id, residentId: row.resident_id })
const mayWork: Judge = (actor, row) => holdsRoleOver(actor, careRoles, row.grid_code)
const mayDecide: Judge = (actor, row) => holdsRoleOver(actor, decidingRoles, row.grid_code)
const mayWithdraw: Judge = (actor, row) => {
  const way = wayOf(actor, personOf(row), row.grid_code)
  return way === 'self' || way === 'family'
}

interface Decided<Code extends string> {
  decision: Result<{ status: ApplicationStatus; isRepeat: boolean }, Code>
  words: string
  change: Change
}

/** Reads, decides and writes one step of an application. */
async function step<Code extends string>(
  { actor, db, now, announce }: RequestContext<Actor>,
  { communityId, id }: { communityId: string; id: string },
  may: Judge,
  decide: (state: CaseState) => Decided<Code>,
): Promise<Result<ApplicationSummary, 'not_found' | 'conflict' | Code>> {
  const row = await findApplication(db, communityId, id)
  if (!row || !may(actor, row)) return refuse('not_found')
  const lastBy = row.history.at(-1)?.by ?? ''
  const { decision, words, change } = decide({ status: row.status, version: row.version, lastBy })
  if (!decision.ok) return decision
  const { status, isRepeat } = decision.data
  if (isRepeat) return ok(summaryOf(row))
  const way = wayOf(actor, personOf(row), row.grid_code) ?? 'staff'
  const byName = status === 'withdrawn' ? doerName(actor, personOf(row), way) : actor.displayName
  const entry: Omit<ApplicationEntry, 'version'> = {
    kind: status,
    at: now.toISOString(),
    by: actor.accountId,
    byName,
    words,
  }
  if (!(await writeMove(db, row, entry, change))) return refuse('conflict')
  announce({ communityId, id })
  return ok(summaryOf({ ...row, ...change, status, version: row.version + 1 }))
}
