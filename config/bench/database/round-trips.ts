import type { App } from '../../../api/_src/app.ts'
import { places } from '../../../api/_src/testing/actors.ts'
import { call } from '../../../api/_src/testing/call.ts'
import { endpoints, type EndpointName } from '../../../shared/endpoints.ts'
import { limitRow, type Row } from '../rows.ts'
import type { BenchTown } from './town.ts'

/** The promises of issue and README, which a contract may undercut but never exceed. */
const promised: Partial<Record<EndpointName, number>> = {
  'help.raise': 2,
  'help.status': 2,
  'booking.slots': 2,
  'booking.book': 4,
  'volunteering.signUp': 4,
  'booking.services': 2,
  'booking.mine': 2,
  'volunteering.activities': 2,
  'volunteering.mine': 2,
  'inbox.list': 2,
  'affairs.notices': 2,
}

/** The round trips of real calls by the last person of the town, who must not have called for anything yet. */
export async function roundTripRows(town: BenchTown, app: App): Promise<Row[]> {
  const subject = town.subjects.at(-1)
  if (!subject) throw new Error('nobody lives here')
  const { person, values } = subject
  const { communityId } = person
  const inputs: Partial<Record<EndpointName, unknown>> = {
    'help.raise': { id: values.press, person },
    'help.status': { communityId, callId: values.press },
    'booking.slots': { person, serviceId: values.service },
    'booking.book': {
      id: values.booking,
      person,
      serviceId: values.service,
      startsAt: values.startsAt,
      note: '',
    },
    'volunteering.signUp': { id: values.signUp, shiftId: values.shift },
    'booking.services': { communityId: places.community },
    'booking.mine': {},
    'volunteering.activities': {},
    'volunteering.mine': {},
    'inbox.list': {},
    'affairs.notices': { communityId },
  }
  const rows: Row[] = []
  for (const [name, limit] of Object.entries(promised) as [EndpointName, number][]) {
    const result = await call(app, subject.token, name, inputs[name] as never)
    if (!result.ok) throw new Error(`${name} was refused: ${result.error.code}`)
    await app.settled()
    const budget = Math.min(limit, endpoints[name].roundTrips)
    rows.push(
      limitRow(`round trips of ${name}`, String(result.roundTrips), String(budget), result.roundTrips <= budget),
    )
  }
  return rows
}
