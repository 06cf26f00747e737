import { Text, View } from '@tarojs/components'
import { useState, type ReactNode } from 'react'
import { callsBeforeNotThere, type TicketAct } from '../../../shared/booking/counter.ts'
import type { Ticket } from '../../../shared/booking/counter-contract.ts'
import { useCommand } from '../../client/use-command.ts'
import { laneWords, nameOr } from '../../text/counter.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips } from '../../ui/forms.tsx'
import { Card } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import type { Line } from './use-counter.ts'

/** Who stands at this window. */
export const standsAt = (line: Line, window: string) => line.atWindows.filter((ticket) => ticket.window === window)[0]

/** What can be done with numbers here; each press asks for the line again. */
export function useMoves(
  { communityId, providerId }: { communityId: string; providerId: string },
  onMoved: () => void,
) {
  const call = useCommand('booking.callNext')
  const move = useCommand('booking.moveTicket')
  return {
    isBusy: call.isBusy || move.isBusy,
    error: (call.error ?? move.error)?.message,
    async callNext(window: string) {
      move.clearError()
      const answer = await call.run({ id: call.id(), communityId, providerId, window })
      if (answer?.ok === true) say(answer.data.called ? `叫了 ${answer.data.called.number}` : '现在没有人在等')
      onMoved()
    },
    async act(ticket: Ticket, act: TicketAct, toWindow?: string) {
      call.clearError()
      const to = toWindow === undefined ? {} : { toWindow }
      const { ticketId, version } = ticket
      const answer = await move.run({ communityId, ticketId, version, act, ...to })
      if (answer?.ok === true) say(saidAfter[act])
      onMoved()
    },
  }
}
type Moves = ReturnType<typeof useMoves>

const saidAfter: Readonly<Record<TicketAct, string>> = {
  recall: '又叫了一遍',
  start: '开始办了',
  done: '办完了',
  not_there: '记下了，没在',
  left: '记下了，走了',
  transfer: '转过去了',
}

/** Who stands at my window, and what can be done. */
export function AtWindow({
  line,
  window,
  onChoose,
  moves,
  mainAct,
}: {
  line: Line
  window: string
  onChoose: (window: string) => void
  moves: Moves
  /** On a wide screen; on a phone it stays at the bottom. */
  mainAct: ReactNode
}) {
  const [isSending, setSending] = useState(false)
  const ticket = standsAt(line, window)
  const others = line.atWindows.filter((one) => one.window !== window)
  return (
    <>
      <Card pad className="col g3">
        {line.counter.windows.length > 1 ? (
          <View className="chips-wrap">
            <Chips
              label="我在哪个窗口"
              options={line.counter.windows.map((name) => ({ value: name, text: name }))}
              value={window}
              onChange={onChoose}
            />
          </View>
        ) : null}
        {ticket === undefined ? (
          <View className="col g1">
            <View className="t-title">
              <Text>{line.waiting.length === 0 ? '没有人在等' : `${line.waiting.length} 位在等`}</Text>
            </View>
            <View className="quiet">
              <Say>{line.waiting.length === 0 ? '来了人，签到或者给个号。' : `${window}空着，可以叫下一位。`}</Say>
            </View>
          </View>
        ) : (
          <>
            <View className="flex between">
              <View className="spoken">
                <Text>{ticket.number}</Text>
              </View>
              <Pill
                text={ticket.status === 'serving' ? '正在办' : `叫了 ${ticket.calls} 遍`}
                kind={ticket.status === 'serving' ? 'ok' : 'info'}
              />
            </View>
            <View>
              <View className="strong">
                <Text>{nameOr(ticket.maskedName)}</Text>
              </View>
              <View className="quiet">
                <Say>{`${ticket.serviceName}，${laneWords(ticket)}`}</Say>
              </View>
            </View>
            <View className="window-acts">
              {ticket.status === 'called' ? (
                <>
                  <Btn
                    text="再叫一遍"
                    icon="volume-2"
                    disabled={moves.isBusy}
                    onPress={() => void moves.act(ticket, 'recall')}
                  />
                  <Btn
                    text="没来"
                    disabled={moves.isBusy || ticket.calls < callsBeforeNotThere}
                    label={ticket.calls < callsBeforeNotThere ? '没来，再叫一遍才能点' : '没来'}
                    onPress={() => void moves.act(ticket, 'not_there')}
                  />
                </>
              ) : null}
              <Btn text="不办了" disabled={moves.isBusy} onPress={() => void moves.act(ticket, 'left')} />
              {line.counter.windows.length > 1 ? (
                <Btn text="转窗口" icon="arrow-left-right" disabled={moves.isBusy} onPress={() => setSending(true)} />
              ) : null}
            </View>
          </>
        )}
        {moves.error === undefined ? null : <Notice kind="warn" text={moves.error} />}
        {mainAct}
        <View className="quiet t-small num">
          <Say>
            {others
              .map((one) => `${one.window ?? ''} ${one.number}`)
              .concat(`今天办完 ${line.servedToday} 位`)
              .join('，')}
          </Say>
        </View>
      </Card>
      {isSending && ticket !== undefined ? (
        <Sheet
          title={`${ticket.number} 转到哪个窗口？`}
          line="到了那边先办，不用再排。"
          onClose={() => setSending(false)}
        >
          {line.counter.windows
            .filter((name) => name !== window)
            .map((name) => (
              <Btn
                key={name}
                text={name}
                size="l"
                wide
                onPress={() => {
                  setSending(false)
                  void moves.act(ticket, 'transfer', name)
                }}
              />
            ))}
          <Btn text="不转了" kind="plain" wide onPress={() => setSending(false)} />
        </Sheet>
      ) : null}
    </>
  )
}

/** The one thing to do next: call, begin, or done. */
export function MainAct({
  line,
  window,
  ticket,
  moves,
}: {
  line: Line
  window: string
  ticket: Ticket | undefined
  moves: Moves
}) {
  const common = { kind: 'primary', size: 'xl', wide: true, isBusy: moves.isBusy, busyText: '正在办' } as const
  if (ticket === undefined) {
    const count = line.waiting.length
    return (
      <Btn
        {...common}
        id="call-next"
        text={count === 0 ? '叫下一位' : `叫下一位，${count} 位在等`}
        icon="megaphone"
        disabled={count === 0}
        onPress={() => void moves.callNext(window)}
      />
    )
  }
  if (ticket.status === 'called') {
    return (
      <Btn
        {...common}
        text={`${ticket.number} 来了，开始办`}
        icon="play"
        onPress={() => void moves.act(ticket, 'start')}
      />
    )
  }
  return (
    <Btn {...common} text={`${ticket.number} 办完了`} icon="check" onPress={() => void moves.act(ticket, 'done')} />
  )
}
