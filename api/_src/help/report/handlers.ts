import type { reportContract } from '../../../../shared/help/report-contract.ts'
import { defaultSettings } from '../../../../shared/help/settings.ts'
import { ok, refuse } from '../../../../shared/result.ts'
import { addDays, instantOf, type Day } from '../../../../shared/time.ts'
import { staffedAreas } from '../../people/index.ts'
import { holdsRoleOver, type Actor } from '../../platform/actor.ts'
import type { Handlers } from '../../platform/slice.ts'
import { findCall } from '../store.ts'
import { settingsOf } from '../store-settings.ts'
import { settleTask } from '../tasks/open.ts'
import { linesBy, summed } from './decide.ts'
import { refreshFigures, reviewKey } from './refresh.ts'
import { groupFigures, listLate, saveReview, type Scope } from './store.ts'

const reporters = ['community_staff', 'dispatcher', 'admin'] as const
const mostDays = 400
const mostLateCalls = 200

export const reportHandlers: Handlers<typeof reportContract> = {
  async 'help.report'(input, context) {
    const { actor, db } = context
    const scope = scopeOf(input, actor)
    if (!scope.ok) return scope
    await refreshFigures(context, scope.data)
    const groups = await groupFigures(db, scope.data)
    const grids = linesBy(groups, 'gridCode')
    const areas = await staffedAreas(db, [input.areaCode, ...grids.map(({ value }) => value)])
    const nameOf = (code: string) => areas.find((area) => area.code === code)?.name ?? code
    return ok({
      areaName: nameOf(input.areaCode),
      total: summed(groups),
      byLevel: linesBy(groups, 'level').map(({ value, figures }) => ({ level: value, ...figures })),
      byHour: linesBy(groups, 'hour').map(({ value, figures }) => ({ hour: value, ...figures })),
      byGrid: grids.map(({ value, figures }) => ({ gridCode: value, name: nameOf(value), ...figures })),
      byMonth: linesBy(groups, 'month').map(({ value, figures }) => ({ month: value, ...figures })),
    })
  },

  async 'help.lateCalls'(input, context) {
    const { actor, db } = context
    const scope = scopeOf(input, actor)
    if (!scope.ok) return scope
    await refreshFigures(context, scope.data)
    const settings = await settingsOf(db, scope.data.communityIds)
    const limitOf = (communityId: string) => (settings.get(communityId) ?? defaultSettings).reviewAfterSeconds
    const lowest = Math.min(...scope.data.communityIds.map(limitOf))
    const waited = await listLate(db, scope.data, lowest, mostLateCalls)
    const rows = waited.filter((row) => (row.waited_seconds ?? 0) > limitOf(row.community_id))
    const areas = await staffedAreas(db, [...new Set(rows.map((row) => row.grid_code))])
    return ok({
      calls: rows.map((row) => ({
        communityId: row.community_id,
        callId: row.call_id,
        residentName: row.resident_name,
        address: row.address,
        gridName: areas.find(({ code }) => code === row.grid_code)?.name ?? '',
        raisedAt: row.raised_at.toISOString(),
        intent: row.intent,
        waitedSeconds: row.waited_seconds ?? 0,
        level: row.level,
        review:
          row.cause === null || row.reviewed_at === null
            ? null
            : {
                cause: row.cause,
                found: row.found ?? '',
                measure: row.measure ?? '',
                byName: row.reviewed_by_name ?? '',
                at: row.reviewed_at.toISOString(),
              },
      })),
    })
  },

  async 'help.saveReview'({ communityId, callId, cause, found, measure }, { actor, db, now }) {
    const call = await findCall(db, communityId, callId)
    if (!call || !holdsRoleOver(actor, reporters, call.gridCode)) return refuse('not_found')
    const { accountId, displayName } = actor
    await saveReview(db, {
      community_id: communityId,
      call_id: callId,
      cause,
      found,
      measure,
      reviewed_by: accountId,
      reviewed_by_name: displayName,
      reviewed_at: now,
    })
    await settleTask(db, { communityId, dedupeKey: reviewKey(callId) }, { accountId, name: displayName }, found, now)
    return ok({ callId, review: { cause, found, measure, byName: displayName, at: now.toISOString() } })
  },
}

/** The communities and the time a report speaks of; refused outside the own areas and for more than `mostDays`. */
function scopeOf({ areaCode, from, to }: { areaCode: string; from: Day; to: Day }, actor: Actor) {
  if (!holdsRoleOver(actor, reporters, areaCode)) return refuse('not_allowed')
  if (to < from || to > addDays(from, mostDays)) return refuse('invalid_input', { field: 'to' })
  const communityIds = [...new Set(actor.staff.flatMap((grant) => grant.communityIds))].filter(
    (communityId) => communityId.startsWith(areaCode) || areaCode.startsWith(communityId),
  )
  const scope: Scope = { communityIds, areaCode, since: instantOf(from), until: instantOf(addDays(to, 1)) }
  return communityIds.length === 0 ? refuse('not_allowed') : ok(scope)
}
