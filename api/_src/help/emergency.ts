import { emergencyScript } from '../../../shared/help/emergency-script.ts'
import type { EmergencyNumber } from '../../../shared/help/lifecycle.ts'
import { ageOn, dayOf } from '../../../shared/time.ts'
import { recordAccess, residentCard } from '../people/index.ts'
import type { Actor } from '../platform/actor.ts'
import type { RequestContext } from '../platform/slice.ts'
import type { AreasAround } from './areas-around.ts'
import type { Call } from './call.ts'
import { staffAs } from './doer.ts'

/** What to read out on the telephone. It holds what is on the card, so reading it is recorded like opening the card. */
export async function readEmergencyScript(
  call: Call,
  number: EmergencyNumber,
  areas: AreasAround,
  { actor, db, now, newId }: RequestContext<Actor>,
): Promise<string[]> {
  const { communityId, residentId } = call
  const opening = { id: newId(), communityId, residentId, accountId: actor.accountId, at: now }
  const [around, card] = await Promise.all([
    areas(call),
    residentCard(db, call),
    recordAccess(db, { ...opening, purpose: 'help_card' }),
  ])
  const nameOf = (digits: number) => around.find(({ code }) => code === call.gridCode.slice(0, digits))?.name ?? ''
  return emergencyScript({
    number,
    caller: { name: actor.displayName, post: `${nameOf(12)}${staffAs(actor, call).post ?? ''}`, phone: actor.phone },
    person: {
      name: call.residentName,
      age: call.birthDate === null ? null : ageOn(call.birthDate, dayOf(now)),
      livingAlone: call.livingAlone,
      phone: card?.phone ?? null,
    },
    address: `${nameOf(6)}${nameOf(9)}${nameOf(12)} ${call.address}`,
    accessNote: card?.accessNote ?? '',
    intent: call.intent,
    source: call.source,
    onSite: call.status === 'on_site',
    health: card?.care ?? null,
  })
}
