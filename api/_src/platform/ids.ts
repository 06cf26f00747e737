import { ulid } from 'ulid'

/** A new 26-character ULID. Sortable by time, so it is guessable in time and never an authorisation. */
export function newId(): string {
  return ulid()
}
