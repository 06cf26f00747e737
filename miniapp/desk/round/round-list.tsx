import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { RoundLine } from '../../../shared/help/care-contract.ts'
import type { LineState } from '../../../shared/help/wellness.ts'
import { dayOf } from '../../../shared/time.ts'
import { call } from '../../client/call.ts'
import { dial, goBack, openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { lineWords, momentWords, reasonWords, signWords } from '../../text/care.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Press } from '../../ui/press.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** One round, person by person: a tap to ring, a tap for how it was. */
export function RoundList({ communityId, roundId, isWide }: { communityId: string; roundId: string; isWide: boolean }) {
  const round = useQuery('help.round', { communityId, roundId }, { pollMilliseconds: 20_000 })
  const mark = useCommand('help.markLine')
  const end = useCommand('help.endRound')
  const [marked, setMarked] = useState<ReadonlyMap<string, RoundLine>>(new Map())
  const [isEnding, setEnding] = useState(false)

  async function set(line: RoundLine, state: LineState) {
    const { residentId } = line
    const answer = await mark.run({ communityId, roundId, residentId, state, note: line.note })
    if (answer?.ok === true) setMarked(new Map(marked).set(residentId, answer.data))
    else if (answer) say(answer.error.message)
  }

  /** The number is fetched for this one person, so that each reading is on record. */
  async function ring({ residentId }: RoundLine) {
    const card = await call('help.careCard', { communityId, residentId })
    if (!card.ok) say(card.error.message)
    else if (card.data.phone === null) say('没有登记电话，上门看看吧')
    else dial(card.data.phone)
  }

  return (
    <QueryView query={round} rows={6}>
      {(data) => {
        const lines = data.lines.map((line) => marked.get(line.residentId) ?? line)
        const reached = lines.filter(({ state }) => state === 'reached').length
        const { reason, dueAt, endedAt } = data.round
        const today = dayOf(new Date(data.now))
        return (
          <>
            <Card pad className="col g3">
              <View className="flex between">
                <Text className="t-title">{`${reasonWords[reason].text}，问了 ${reached} 个`}</Text>
                <Text className="num">{`一共 ${lines.length} 个`}</Text>
              </View>
              <View className="track" ariaLabel={`问了 ${reached} 个，一共 ${lines.length} 个`}>
                <View
                  className="track__done"
                  style={{ width: `${lines.length === 0 ? 0 : (reached / lines.length) * 100}%` }}
                />
              </View>
              <View className="quiet">
                <Say>{`${momentWords(dueAt, today)} 前问完。${reasonWords[reason].ask}`}</Say>
              </View>
            </Card>
            <Section title="名单" note="自己有动静的，自动打勾">
              <View className={isWide ? 'columns' : 'col g3'}>
                {inColumns(lines, isWide ? 3 : 1).map((column, index) => (
                  <View key={index} className="columns__one col g3">
                    {column.map((line) => (
                      <Line
                        key={line.residentId}
                        line={line}
                        now={data.now}
                        isOver={endedAt !== null}
                        onMark={(state) => void set(line, state)}
                        onRing={() => void ring(line)}
                        onOpen={() =>
                          openPage('desk/care-call/index', {
                            community: communityId,
                            resident: line.residentId,
                            round: roundId,
                          })
                        }
                      />
                    ))}
                  </View>
                ))}
              </View>
            </Section>
            {endedAt === null ? (
              <Btn text="这一轮问完了" kind="secondary" size="l" wide onPress={() => setEnding(true)} />
            ) : null}
            {isEnding ? (
              <Sheet
                title="这一轮问完了？"
                line={
                  reached === lines.length
                    ? '每个人都问到了。'
                    : `还有 ${lines.length - reached} 个人没问到。结束了也还查得到。`
                }
                onClose={() => setEnding(false)}
              >
                <Btn
                  text="问完了"
                  kind="primary"
                  size="l"
                  wide
                  isBusy={end.isBusy}
                  busyText="正在记"
                  onPress={() =>
                    void end.run({ communityId, roundId }).then((answer) => {
                      if (answer?.ok === true) goBack()
                    })
                  }
                />
                <Btn text="接着问" kind="plain" wide onPress={() => setEnding(false)} />
              </Sheet>
            ) : null}
          </>
        )
      }}
    </QueryView>
  )
}

/** Side by side, read from left to right. */
function inColumns(lines: readonly RoundLine[], count: number): RoundLine[][] {
  return Array.from({ length: count }, (_, column) => lines.filter((_line, index) => index % count === column))
}

function Line({
  line,
  now,
  isOver,
  onMark,
  onRing,
  onOpen,
}: {
  line: RoundLine
  now: string
  isOver: boolean
  onMark: (state: LineState) => void
  onRing: () => void
  onOpen: () => void
}) {
  const { name, age, address, state, byName, at, sign, note } = line
  const words = lineWords[state]
  const today = dayOf(new Date(now))
  const told =
    at === null
      ? ''
      : sign === null
        ? `${byName ?? ''} ${momentWords(at, today)}`
        : `${momentWords(at, today)} ${signWords[sign]}`
  const who = age === null ? name : `${name}，${age} 岁`
  return (
    <Card pad className="col g3">
      <Press className="flex between" label={`${who}，${address}，${words.text}`} contentSpeaks onPress={onOpen}>
        <View className="grow">
          <View className="strong">
            <Text>{who}</Text>
          </View>
          <View className="t-small quiet">
            <Say>{[address, told, note].filter((part) => part !== '').join('，')}</Say>
          </View>
        </View>
        <Pill
          text={words.text}
          {...(words.kind === undefined ? {} : { kind: words.kind })}
          {...(words.kind === 'ok' ? { icon: 'check' } : words.kind === 'warn' ? { icon: 'triangle-alert' } : {})}
        />
      </Press>
      {isOver || state === 'reached' ? null : (
        <>
          <View className="flex g2">
            <Press className="dial dial--icon" label={`打给${name}`} onPress={onRing}>
              <Icon name="phone" />
            </Press>
            <Btn
              text="好着呢"
              kind="tint"
              icon="check"
              className="grow"
              label={`${name}，好着呢`}
              onPress={() => onMark('reached')}
            />
          </View>
          {state === 'needs_help' ? null : (
            <View className="flex g2">
              {state === 'waiting' ? (
                <Btn
                  text="没联系上"
                  className="grow"
                  label={`${name}，没联系上`}
                  onPress={() => onMark('not_reached')}
                />
              ) : null}
              <Btn text="要帮忙" className="grow" label={`${name}，要帮忙`} onPress={onOpen} />
            </View>
          )}
        </>
      )}
    </Card>
  )
}
