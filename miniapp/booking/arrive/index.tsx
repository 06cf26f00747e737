import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import { doorIn, lineRuleWords } from '../../../shared/booking/counter.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import type { Me } from '../../../shared/people/contract.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { scan } from '../../client/scan.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { arrivalState, checkedInWords, hourWords } from '../../text/counter.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field, Switch } from '../../ui/forms.tsx'
import { Card, Row, Rows, Section } from '../../ui/layout.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { MyTurn } from '../turn.tsx'
import { communityOf, useWho } from '../use-here.ts'

interface Place {
  communityId: string
  doorCode: string
}
type Door = Output<Endpoints['booking.door']>
type Booked = Door['bookings'][number]

/** At the door: say that I am here, or take a number, and wait with the telephone in hand. */
export default function ArrivePage() {
  const me = useWho().data
  const communityOfLink = useParameter('community')
  const codeOfLink = useParameter('door')
  const [scanned, setScanned] = useState<Place | undefined>(undefined)
  const linked =
    communityOfLink !== '' && codeOfLink !== '' ? { communityId: communityOfLink, doorCode: codeOfLink } : undefined
  const place = scanned ?? linked
  const communityId = communityOf(me) ?? ''
  return (
    <Page title="到了签到">
      {place === undefined ? (
        <FindDoor communityId={communityId} onFound={setScanned} />
      ) : (
        <AtDoor key={place.doorCode} place={place} me={me} onOther={() => setScanned(undefined)} />
      )}
    </Page>
  )
}

function FindDoor({ communityId, onFound }: { communityId: string; onFound: (place: Place) => void }) {
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  async function look() {
    const read = await scan()
    if (read === undefined) return
    const door = doorIn(read)
    if (door) onFound(door)
    else setWrong('这不是门口的签到码。请扫门口那张“到了，扫一扫签到”。')
  }
  function typedCode() {
    const digits = typed.replace(/\D/g, '')
    if (digits.length !== 8) setWrong(`要 8 个数，现在是 ${digits.length} 个。`)
    else if (communityId === '') setWrong('还不知道您是哪个社区的。请到窗口说一声。')
    else onFound({ communityId, doorCode: digits })
  }
  const isBrowser = process.env.TARO_ENV === 'h5'
  return (
    <>
      <Card pad className="col g3">
        <View className="t-title">
          <Text>到大厅了？签个到</Text>
        </View>
        <View className="quiet">
          <Say>门口贴着签到码。签到以后坐着等，轮到您，这里会告诉您。</Say>
        </View>
        {isBrowser ? null : (
          <Btn text="扫门口的码" kind="primary" size="xl" wide icon="scan-line" onPress={() => void look()} />
        )}
      </Card>
      <Card pad className="col g3">
        <Field
          label={isBrowser ? '输门口的 8 个数' : '扫不了？输门口的 8 个数'}
          value={typed}
          onInput={setTyped}
          type="number"
          maxLength={9}
          placeholder="8 个数"
          id="door"
          wrong={wrong}
        />
        <Btn
          text="签到"
          kind={isBrowser ? 'primary' : 'secondary'}
          size="l"
          wide
          disabled={typed.trim() === ''}
          onPress={typedCode}
        />
      </Card>
      <View className="quiet center">
        <Say>不会弄没关系，到窗口报您的 6 位号，或者手机号后 4 位。</Say>
      </View>
    </>
  )
}

function AtDoor({ place, me, onOther }: { place: Place; me: Me | undefined; onOther: () => void }) {
  const query = useQuery('booking.door', place)
  const [asked, setAsked] = useState<'booking' | 'number' | undefined>(undefined)
  const [booked, setBooked] = useState<Booked | undefined>(undefined)
  return (
    <>
      <QueryView query={query} rows={3}>
        {(door) => {
          const open = door.bookings.filter(({ status, way }) => status === 'confirmed' && way !== 'none')
          const over = door.bookings.filter(({ status }) => status !== 'confirmed')
          return (
            <>
              <View className="t-heading">
                <Say>{door.providerName}</Say>
              </View>
              {door.tickets.map(({ ticketId }) => (
                <MyTurn key={ticketId} communityId={place.communityId} ticketId={ticketId} />
              ))}
              {open.length === 0 ? null : (
                <Section title="今天约了" first>
                  {open.map((booking) => (
                    <Card key={booking.bookingId} pad className="col g3">
                      <View>
                        <View className="t-title num">
                          <Text>{`${hourWords(booking.startsAt)} ${booking.serviceName}`}</Text>
                        </View>
                        <View className="quiet">
                          <Say>{`给${booking.residentName}${booking.resourceName === null ? '' : `，${booking.resourceName}`}`}</Say>
                        </View>
                      </View>
                      <Btn
                        text={booking.way === 'pick_up' ? '我来取' : '我到了'}
                        kind="primary"
                        size="xl"
                        wide
                        onPress={() => {
                          setBooked(booking)
                          setAsked('booking')
                        }}
                      />
                    </Card>
                  ))}
                </Section>
              )}
              {over.length === 0 ? null : (
                <Rows>
                  {over.map((booking) => (
                    <Row
                      key={booking.bookingId}
                      title={`${hourWords(booking.startsAt)} ${booking.serviceName}`}
                      note={booking.residentName}
                      end={<Pill text={arrivalState(booking)} kind={booking.status === 'missed' ? 'warn' : 'ok'} />}
                    />
                  ))}
                </Rows>
              )}
              {door.services.length > 0 && door.tickets.length === 0 ? (
                <Card pad className="col g3">
                  <View className="strong">
                    <Text>{open.length === 0 ? '没约也能办' : '还要办别的'}</Text>
                  </View>
                  <Btn
                    text="取个号"
                    size="l"
                    wide
                    icon="ticket"
                    disabled={me === undefined}
                    onPress={() => setAsked('number')}
                  />
                </Card>
              ) : null}
              {door.services.length === 0 && door.bookings.length === 0 ? (
                <Empty title="今天这里没有您的预约" line="要吃饭、要约，都可以到窗口说一声。" />
              ) : null}
              {door.services.length > 0 ? <Rules /> : null}
              {asked === 'booking' && booked !== undefined ? (
                <HereSheet place={place} booking={booked} onClose={() => setAsked(undefined)} onDone={query.refresh} />
              ) : null}
              {asked === 'number' ? (
                <NumberSheet
                  place={place}
                  services={door.services}
                  me={me}
                  onClose={() => setAsked(undefined)}
                  onDone={query.refresh}
                />
              ) : null}
            </>
          )
        }}
      </QueryView>
      <Btn text="不是这个地方" kind="text" wide onPress={onOther} />
    </>
  )
}

/** Why the line is as it is: the same words as on the wall. */
function Rules() {
  return (
    <Section title="号是这样排的">
      <Card pad className="col g2">
        {lineRuleWords.map((words) => (
          <View key={words} className="flex top-align g3">
            <View className="line-mark" />
            <View className="grow">
              <Say>{words}</Say>
            </View>
          </View>
        ))}
      </Card>
    </Section>
  )
}

function Wheelchair({ isOn, onChange }: { isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <View className="flex between">
      <View className="grow">
        <Say>坐轮椅来的，同时到的先办</Say>
      </View>
      <Switch label="坐轮椅来的" isOn={isOn} onChange={onChange} />
    </View>
  )
}

function HereSheet({
  place,
  booking,
  onClose,
  onDone,
}: {
  place: Place
  booking: Booked
  onClose: () => void
  onDone: () => void
}) {
  const arrive = useCommand('booking.arrive')
  const [wheelchair, setWheelchair] = useState(false)
  async function here() {
    const answer = await arrive.run({ ...place, bookingId: booking.bookingId, wheelchair })
    if (answer?.ok !== true) return
    say(checkedInWords(answer.data.number, answer.data.status))
    onClose()
    onDone()
  }
  return (
    <Sheet title={booking.way === 'pick_up' ? '拿到饭了吗？' : '到了吗？'} line={booking.serviceName} onClose={onClose}>
      {booking.way === 'line' ? <Wheelchair isOn={wheelchair} onChange={setWheelchair} /> : null}
      {arrive.error === undefined ? null : <Notice kind="warn" text={arrive.error.message} />}
      <Btn
        id="arrive"
        text={booking.way === 'pick_up' ? '拿到了' : '到了，签到'}
        kind="primary"
        size="xl"
        wide
        isBusy={arrive.isBusy}
        busyText="正在签到"
        onPress={() => void here()}
      />
      <Btn text="还没有" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

function NumberSheet({
  place,
  services,
  me,
  onClose,
  onDone,
}: {
  place: Place
  services: Door['services']
  me: Me | undefined
  onClose: () => void
  onDone: () => void
}) {
  const take = useCommand('booking.takeNumber')
  const [wheelchair, setWheelchair] = useState(false)
  const own = me?.identities.filter(
    ({ communityId, relation }) => communityId === place.communityId && relation === 'self',
  )[0]
  async function number(serviceId: string) {
    const residentId = own?.residentId ?? null
    const answer = await take.run({ id: take.id(), ...place, serviceId, residentId, wheelchair })
    if (answer?.ok !== true) return
    say(`取好了，${answer.data.number}`)
    onClose()
    onDone()
  }
  return (
    <Sheet title="来办什么？" line="点一下就取号。" onClose={onClose}>
      <Wheelchair isOn={wheelchair} onChange={setWheelchair} />
      {services.map(({ serviceId, name }) => (
        <Btn
          key={serviceId}
          text={name}
          size="l"
          wide
          isBusy={take.isBusy}
          busyText="正在取号"
          onPress={() => void number(serviceId)}
        />
      ))}
      {take.error === undefined ? null : <Notice kind="warn" text={take.error.message} />}
      <Btn text="先不取" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
