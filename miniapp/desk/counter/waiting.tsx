import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { lineRuleWords } from '../../../shared/booking/counter.ts'
import type { Ticket } from '../../../shared/booking/counter-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { hourWords, laneWords, nameOr } from '../../text/counter.ts'
import { Btn } from '../../ui/btn.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import type { Line } from './use-counter.ts'

/** Who waits, in the order in which they will be called, and why it is this order. */
export function Waiting({ line, onMoved }: { line: Line; onMoved: () => void }) {
  const [asked, setAsked] = useState<Ticket | undefined>(undefined)
  const [isExplained, setExplained] = useState(false)
  const { waiting } = line
  return (
    <Section
      title={waiting.length === 0 ? '没有人在等' : `在等的 ${waiting.length} 位`}
      more={{ text: '怎么排的', onPress: () => setExplained(true) }}
    >
      {waiting.length === 0 ? (
        <View className="quiet">
          <Say>有人签到或者取号，就会排在这里。</Say>
        </View>
      ) : (
        <Rows>
          {waiting.map((ticket) => (
            <Row
              key={ticket.ticketId}
              lead={
                <View className="ticket-number">
                  <Text>{ticket.number}</Text>
                </View>
              }
              title={nameOr(ticket.maskedName)}
              note={`${ticket.serviceName}，${laneWords(ticket)}`}
              end={<Marks ticket={ticket} />}
              onPress={() => setAsked(ticket)}
            />
          ))}
        </Rows>
      )}
      {asked === undefined ? null : (
        <Gone ticket={asked} line={line} onClose={() => setAsked(undefined)} onMoved={onMoved} />
      )}
      {isExplained ? (
        <Sheet title="号是这样排的" line="可以念给来问的人听。" onClose={() => setExplained(false)}>
          {lineRuleWords.map((words) => (
            <View key={words} className="flex top-align g3">
              <View className="line-mark" />
              <View className="grow">
                <Say>{words}</Say>
              </View>
            </View>
          ))}
          <Btn text="知道了" kind="primary" wide onPress={() => setExplained(false)} />
        </Sheet>
      ) : null}
    </Section>
  )
}

function Marks({ ticket }: { ticket: Ticket }) {
  if (ticket.wantedWindow !== null) return <Pill text={ticket.wantedWindow} kind="info" />
  return ticket.goesFirst ? <Pill text="照顾" kind="ok" icon="accessibility" /> : <View />
}

function Gone({
  ticket,
  line,
  onClose,
  onMoved,
}: {
  ticket: Ticket
  line: Line
  onClose: () => void
  onMoved: () => void
}) {
  const move = useCommand('booking.moveTicket')
  async function left() {
    const { communityId } = line.counter
    const { ticketId, version } = ticket
    const answer = await move.run({ communityId, ticketId, version, act: 'left' })
    onMoved()
    if (answer?.ok !== true) return
    say('记下了，走了')
    onClose()
  }
  return (
    <Sheet
      title={`${ticket.number}，${nameOr(ticket.maskedName)}`}
      line={`${hourWords(ticket.arrivedAt)} 到的，${ticket.serviceName}。`}
      onClose={onClose}
    >
      {move.error === undefined ? null : <Notice kind="warn" text={move.error.message} />}
      <Btn
        text="走了，不办了"
        kind="danger"
        size="l"
        wide
        isBusy={move.isBusy}
        busyText="正在记"
        onPress={() => void left()}
      />
      <Btn text="还在等" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
