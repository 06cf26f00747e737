import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

function chunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'ascii'), data])
  const head = Buffer.alloc(4)
  head.writeUInt32BE(data.length)
  const tail = Buffer.alloc(4)
  tail.writeUInt32BE(crc32(body))
  return Buffer.concat([head, body, tail])
}

/**
 * A square grey-scale PNG of `width` pixels whose pattern follows from `text`. It looks like a mini-program code from
 * afar and cannot be scanned: the real picture only comes from WeChat.
 */
export function codePicture(text: string, width: number): Uint8Array<ArrayBuffer> {
  const cells = 29
  const bits = Buffer.concat(Array.from({ length: 4 }, (_, n) => createHash('sha256').update(`${n}${text}`).digest()))
  const isDark = (x: number, y: number) => {
    const [dx, dy] = [x - (cells - 1) / 2, y - (cells - 1) / 2]
    const distance = Math.hypot(dx, dy)
    if (distance > cells / 2) return false
    if (distance < 4) return distance > 2.5
    const index = x * cells + y
    return ((bits[(index >> 3) % bits.length] ?? 0) >> (index & 7)) % 2 === 1
  }
  const rows = Buffer.alloc((width + 1) * width)
  for (let y = 0; y < width; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const dark = isDark(Math.floor((x * cells) / width), Math.floor((y * cells) / width))
      rows[y * (width + 1) + 1 + x] = dark ? 0x1d : 0xff
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(width, 4)
  header[8] = 8
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const file = [signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND', Buffer.alloc(0))]
  return Uint8Array.from(Buffer.concat(file))
}
