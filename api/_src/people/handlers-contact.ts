import type { peopleContract } from '../../../shared/people/contract.ts'
import { ok, refuse } from '../../../shared/result.ts'
import type { Handlers } from '../platform/slice.ts'
import { contactPosition } from './decide.ts'
import { addContact, changeContact, contactRows, removeContact } from './store-contact.ts'

type ContactEndpoints = 'people.contacts' | 'people.saveContact' | 'people.removeContact'

export const contactHandlers: Pick<Handlers<typeof peopleContract>, ContactEndpoints> = {
  'people.contacts': async (_, { db, actor }) => {
    const rows = await contactRows(db, actor.identity)
    return ok({ contacts: rows.map(({ position: _position, ...contact }) => contact) })
  },

  'people.saveContact': async (contact, { db, actor }) => {
    // A second look when another phone took the free place in between; losing it twice in a row is no everyday matter.
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const existing = await contactRows(db, actor.identity)
      const position = contactPosition(existing, contact.id)
      if (position === 'limit_reached') return refuse('limit_reached')
      if (existing.some(({ id }) => id === contact.id)) {
        await changeContact(db, actor.identity, contact)
        return ok(contact)
      }
      if (await addContact(db, actor.identity, position, contact)) return ok(contact)
    }
    return refuse('conflict')
  },

  'people.removeContact': async ({ id }, { db, actor }) => {
    await removeContact(db, actor.identity, id)
    return ok({})
  },
}
