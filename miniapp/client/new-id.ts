const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * A 26-character ULID made on the phone, so that a command can be sent again without happening twice. WeChat's secure
 * random source is asynchronous and missing on old phones; 80 bits of `Math.random` are enough to be unique, and an id is
 * never an authorisation here.
 */
export function newId(now = Date.now()): string {
  let id = ''
  let time = now
  for (let index = 0; index < 10; index += 1) {
    id = (alphabet[time % 32] ?? '0') + id
    time = Math.floor(time / 32)
  }
  for (let index = 0; index < 16; index += 1) id += alphabet[Math.floor(Math.random() * 32)] ?? '0'
  return id
}
