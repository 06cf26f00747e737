import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createPool, type RowDataPacket } from 'mysql2/promise'
import { reportTo } from './parent.ts'

/**
 * Booking as most booking programs do it (MRBS, Easy!Appointments, cal.com for overlaps): look whether the slot is free,
 * then insert, both in one transaction. Its one table is made by the bench.
 */
const pool = createPool({ uri: process.env['DATABASE_URL'] ?? '', charset: 'utf8mb4', connectionLimit: 20 })

async function book({ slot, id, person }: { slot: string; id: string; person: string }): Promise<boolean> {
  const connection = await pool.getConnection()
  try {
    await connection.beginTransaction()
    const [rows] = await connection.query<RowDataPacket[]>(
      'select count(*) as taken from naive_booking where slot = ?',
      [slot],
    )
    const isFree = Number(rows[0]?.['taken']) === 0
    if (isFree)
      await connection.query('insert into naive_booking (id, slot, person) values (?, ?, ?)', [id, slot, person])
    await connection.commit()
    return isFree
  } finally {
    connection.release()
  }
}

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    void book(JSON.parse(Buffer.concat(parts).toString()) as Parameters<typeof book>[0]).then(
      (booked) => response.writeHead(booked ? 200 : 409).end(),
      (error: unknown) => {
        console.error(error)
        response.writeHead(500).end()
      },
    )
  })
})
server.listen(0, '127.0.0.1', () => reportTo((server.address() as AddressInfo).port))
