import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { bookingIn, firstAge } from '../../../shared/booking/counter.ts'
import type { Arrival } from '../../../shared/booking/counter-contract.ts'
import type { Input } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { call } from '../../client/call.ts'
import { scan } from '../../client/scan.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { arrivalState, checkedInWords, checkInWords, hourWords } from '../../text/counter.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field, Switch } from '../../ui/forms.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import type { Counter } from './use-counter.ts'

const pollMilliseconds = 15_000

type By = NonNullable<Input<Endpoints['booking.today']>['by']>

/** Who is booked today, and four ways to say that somebody is here. */
export function Arrivals({ counter, onArrived }: { counter: Counter; onArrived: () => void }) {
  const { communityId, providerId } = counter
  const query = useQuery('booking.today', { communityId, providerId }, { pollMilliseconds })
  const [typed, setTyped] = useState('')
  const [found, setFound] = useState<Arrival[] | undefined>(undefined)
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const [isLooking, setLooking] = useState(false)
  const canHere = ({ status, way }: Arrival) => status === 'confirmed' && way !== 'none'

  async function look(by: By) {
    setWrong(undefined)
    setLooking(true)
    const answer = await call('booking.today', { communityId, providerId, by })
    setLooking(false)
    if (!answer.ok) {
      setWrong(answer.error.message)
      return
    }
    const { arrivals } = answer.data
    if (arrivals.length === 0) setWrong('今天这里没有这个预约。问问是不是别的日子，或者现场给个号。')
    else setFound(arrivals)
  }
  function typedNumber() {
    const digits = typed.replace(/\D/g, '')
    if (digits.length === 6) void look({ kind: 'spoken', number: digits })
    else if (digits.length === 4) void look({ kind: 'phone', lastFour: digits })
    else setWrong('要 6 位报号，或者手机号的后 4 位。')
  }
  async function scanned() {
    const read = await scan()
    if (read === undefined) return
    const booking = bookingIn(read)
    if (booking === undefined) setWrong('这不是预约的码。请让他打开“预约详情”。')
    else void look({ kind: 'booking', bookingId: booking.bookingId })
  }
  function arrived() {
    setFound(undefined)
    setTyped('')
    query.refresh()
    onArrived()
  }

  return (
    <>
      <Card pad className="col g3">
        <Field
          label="报号，或者手机后 4 位"
          value={typed}
          onInput={setTyped}
          type="number"
          maxLength={7}
          placeholder="6 个数，或者 4 个数"
          id="arrival"
          wrong={wrong}
        />
        <View className="flex g2">
          {process.env.TARO_ENV === 'h5' ? null : (
            <Btn text="扫他的码" size="l" icon="scan-line" className="grow" onPress={() => void scanned()} />
          )}
          <Btn
            text="签到"
            kind="primary"
            size="l"
            className="grow"
            isBusy={isLooking}
            busyText="正在找"
            disabled={typed.trim() === ''}
            onPress={typedNumber}
          />
        </View>
      </Card>
      <QueryView
        query={query}
        rows={5}
        empty={{
          when: ({ arrivals }) => arrivals.length === 0,
          show: <Empty title="今天没有人约" line="没约的也能来，现场给个号。" />,
        }}
      >
        {({ arrivals }) => (
          <Section title="今天约的" note={`到了 ${arrivals.filter(isHere).length} 位，共 ${arrivals.length} 位`}>
            <Rows>
              {arrivals.map((arrival) => (
                <Row
                  key={arrival.bookingId}
                  lead={
                    <View className="when">
                      <Text>{hourWords(arrival.startsAt)}</Text>
                    </View>
                  }
                  title={nameWords(arrival)}
                  note={arrival.serviceName}
                  end={
                    <Pill
                      text={arrival.status === 'confirmed' ? checkInWords[arrival.way] : arrivalState(arrival)}
                      {...(isHere(arrival)
                        ? { kind: 'ok' as const }
                        : arrival.status === 'missed'
                          ? { kind: 'warn' as const }
                          : {})}
                    />
                  }
                  {...(canHere(arrival) ? { onPress: () => setFound([arrival]) } : {})}
                />
              ))}
            </Rows>
          </Section>
        )}
      </QueryView>
      {found === undefined ? null : (
        <Here communityId={communityId} found={found} onClose={() => setFound(undefined)} onArrived={arrived} />
      )}
    </>
  )
}

const isHere = ({ status }: Arrival) => status === 'checked_in' || status === 'completed'

function nameWords({ maskedName, age }: Arrival): string {
  return age === null || age < firstAge ? maskedName : `${maskedName}，${age} 岁`
}

/** Is it this person? Then one press; several people with the same four digits are told apart by name. */
function Here({
  communityId,
  found,
  onClose,
  onArrived,
}: {
  communityId: string
  found: readonly Arrival[]
  onClose: () => void
  onArrived: () => void
}) {
  const checkIn = useCommand('booking.checkIn')
  const [wheelchair, setWheelchair] = useState(false)
  const [chosen, choose] = useState<Arrival | undefined>(found.length === 1 ? found[0] : undefined)
  async function here(arrival: Arrival) {
    const answer = await checkIn.run({ communityId, bookingId: arrival.bookingId, wheelchair })
    if (answer?.ok !== true) return
    say(checkedInWords(answer.data.number, answer.data.status))
    onArrived()
  }
  if (chosen === undefined) {
    return (
      <Sheet title="是哪一位？" line="这几位都对得上，按名字选。" onClose={onClose}>
        <Rows>
          {found.map((arrival) => (
            <Row
              key={arrival.bookingId}
              title={nameWords(arrival)}
              note={`${hourWords(arrival.startsAt)} ${arrival.serviceName}，${arrivalState(arrival)}`}
              onPress={() => choose(arrival)}
            />
          ))}
        </Rows>
        <Btn text="都不是" kind="plain" wide onPress={onClose} />
      </Sheet>
    )
  }
  return (
    <Sheet
      title={`${nameWords(chosen)}来了？`}
      line={`${hourWords(chosen.startsAt)} ${chosen.serviceName}${chosen.resourceName === null ? '' : `，${chosen.resourceName}`}`}
      onClose={onClose}
    >
      {chosen.way === 'line' ? (
        <View className="flex between">
          <View className="grow">
            <Say>坐轮椅来的，同时到的先办</Say>
          </View>
          <Switch label="坐轮椅来的" isOn={wheelchair} onChange={setWheelchair} />
        </View>
      ) : null}
      {chosen.status === 'confirmed' ? null : <Notice text={`${arrivalState(chosen)}。再点一次，号还是原来那个。`} />}
      {checkIn.error === undefined ? null : <Notice kind="warn" text={checkIn.error.message} />}
      <Btn
        id="check-in"
        text={checkInWords[chosen.way]}
        kind="primary"
        size="l"
        wide
        isBusy={checkIn.isBusy}
        busyText="正在签到"
        disabled={chosen.way === 'none'}
        onPress={() => void here(chosen)}
      />
      <Btn text="不是他" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
