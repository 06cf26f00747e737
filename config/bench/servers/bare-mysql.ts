import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createPool } from 'mysql2/promise'
import { newId } from '../../../api/_src/platform/ids.ts'
import { render, type RecordedStatement, type Recording, type Values } from '../database/recording.ts'
import { reportTo } from './parent.ts'

/**
 * The baseline with a database: node:http and a pool of mysql2 that run the statements of the recording (file
 * `RECORDING`, by path) with the values of the caller (file `SUBJECTS`, by token). No check, no log, no plan of its own.
 */
const readJson = (name: string) => JSON.parse(readFileSync(process.env[name] ?? '', 'utf8')) as unknown
const recordings = new Map(Object.entries(readJson('RECORDINGS') as Record<string, Recording>))
const subjects = new Map(Object.entries(readJson('SUBJECTS') as Record<string, Values>))
const pool = createPool({ uri: process.env['DATABASE_URL'] ?? '', charset: 'utf8mb4', connectionLimit: 20 })
const running = new Set<Promise<void>>()

async function run(statements: readonly RecordedStatement[], values: Values): Promise<void> {
  for (const { sql, parameters } of statements) {
    await pool.query(
      sql,
      parameters.map((each) =>
        typeof each === 'object' && each !== null && 'pieces' in each ? render(each, values) : each,
      ),
    )
  }
}

function later(statements: readonly RecordedStatement[], values: Values) {
  const promise = run(statements, values).finally(() => running.delete(promise))
  running.add(promise)
}

const server = createServer((request, response) => {
  const parts: Buffer[] = []
  request.on('data', (part: Buffer) => parts.push(part))
  request.on('end', () => {
    void (async () => {
      const input = JSON.parse(Buffer.concat(parts).toString()) as { id: string }
      const recording = recordings.get(request.url ?? '')
      const subject = subjects.get(request.headers.authorization ?? '')
      if (!recording || !subject) return response.writeHead(404).end()
      const values: Record<string, string> = { ...subject, command: input.id }
      for (const name of recording.freshIds) values[name] = newId()
      try {
        await run(recording.statements, values)
      } catch (error) {
        console.error(error)
        return response.writeHead(500).end()
      }
      if (recording.afterwards.length > 0) later(recording.afterwards, values)
      const body = JSON.stringify({ ok: true, data: values })
      response.writeHead(200, {
        'content-type': 'application/json; charset=utf-8',
        'content-length': Buffer.byteLength(body),
      })
      return response.end(body)
    })()
  })
})
server.listen(0, '127.0.0.1', () =>
  reportTo((server.address() as AddressInfo).port, async () => {
    while (running.size > 0) await Promise.all(running)
  }),
)
