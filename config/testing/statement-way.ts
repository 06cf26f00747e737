import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/**
 * The moment of a death: before a statement leaves for the database, or when it is done and its answer on the way. The
 * latter counts statements that write only: after one that reads, nothing differs from before the next.
 */
export type Moment = 'before' | 'after'

export interface StatementWay {
  port: number
  /** From now on statements are counted from one; at number `at` the one who sent it dies. */
  arm: (at: number, moment: Moment, die: () => void) => void
  /** Whether somebody died of a statement since. */
  died: () => boolean
  close: () => Promise<void>
}

const comQuery = 3
const headerLength = 4
/** Said by every new connection for itself; not a step of what is being done. */
const connectionSetUp = 'set session sql_mode'
const writes = /^(?:insert|update|delete|begin|start|commit)/i
const wordsNeeded = 40

/**
 * A way over TCP to a database, on which whoever sends the N-th statement can be killed: its statement is not sent any
 * more, or is carried out and nobody hears of it. `begin` and `commit` are statements too.
 */
export async function statementWay(databasePort: () => number): Promise<StatementWay> {
  let order: { at: number; moment: Moment; die: () => void } | undefined
  let statements = 0
  let died = false
  const sockets = new Set<Socket>()

  const server = createServer((client) => {
    const database = connect(databasePort(), '127.0.0.1')
    let isDoomed = false
    let pending: Buffer = Buffer.alloc(0)
    for (const socket of [client, database]) {
      sockets.add(socket)
      socket.setNoDelay(true)
      socket.on('error', () => undefined)
      socket.once('close', () => {
        sockets.delete(socket)
        client.destroy()
        database.destroy()
      })
    }
    client.on('data', (data) => {
      if (died) return
      pending = Buffer.concat([pending, data])
      for (let packet = takePacket(); packet !== undefined; packet = takePacket()) {
        const statement = statementIn(packet)
        if (statement !== undefined && (order?.moment !== 'after' || writes.test(statement))) {
          statements += 1
          if (statements === order?.at && !died) {
            if (order.moment === 'before') return kill()
            isDoomed = true
          }
        }
        database.write(packet)
      }
    })
    database.on('data', (data) => {
      if (isDoomed && !died) kill()
      if (!died) client.write(data)
    })

    function takePacket(): Buffer | undefined {
      if (pending.length < headerLength) return undefined
      const length = headerLength + pending.readUIntLE(0, 3)
      if (pending.length < length) return undefined
      const packet = pending.subarray(0, length)
      pending = pending.subarray(length)
      return packet
    }
  })

  function kill(): void {
    died = true
    order?.die()
    for (const socket of sockets) socket.destroy()
  }

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    arm(at, moment, die) {
      order = { at, moment, die }
      statements = 0
      died = false
    },
    died: () => died,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

/** How the statement in this packet begins; undefined where there is none. */
function statementIn(packet: Buffer): string | undefined {
  const isFirst = packet[3] === 0
  if (!isFirst || packet[headerLength] !== comQuery) return undefined
  const begins = packet.toString('utf8', headerLength + 1, headerLength + 1 + wordsNeeded).trimStart()
  return begins.startsWith(connectionSetUp) ? undefined : begins
}
