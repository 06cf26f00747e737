import { Text, View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { dayOf } from '../../../shared/time.ts'
import { codeIn } from '../../../shared/volunteering/attendance.ts'
import type { Presence, Proof } from '../../../shared/volunteering/attendance-contract.ts'
import { dial, openPage } from '../../client/navigate.ts'
import { newId } from '../../client/new-id.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { scan } from '../../client/scan.ts'
import { useServerNow } from '../../client/use-now.ts'
import { useQuery } from '../../client/use-query.ts'
import { useValue } from '../../client/value-store.ts'
import { hourAt, spanWords, whenWords } from '../../text/attendance.ts'
import { Btn } from '../../ui/btn.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { WhenBound } from '../../ui/when-bound.tsx'
import { Digits } from './digits.tsx'
import { checkInPress, checkOutPress } from './press.ts'

/** Milliseconds between two looks at whether the leader said something. */
const pollMilliseconds = 15_000

/** A volunteer on the day: scan the leader’s code or type its number, on coming and on leaving. */
export default function CheckInPage() {
  const linked = useParameter('shift')
  const [scanned, setScanned] = useState('')
  const shiftId = scanned === '' ? linked : scanned
  // What an earlier visit of this page was told is over; what still waits for the server goes on.
  useEffect(() => {
    for (const press of [checkInPress, checkOutPress]) {
      press.resume()
      if (press.state.get().input === undefined) press.drop()
    }
  }, [])
  return (
    <Page title="签到">
      <WhenBound rows={3}>
        {() => (shiftId === '' ? <FindShift onFound={setScanned} /> : <AtShift shiftId={shiftId} />)}
      </WhenBound>
    </Page>
  )
}

/** Without a link: the code itself says which shift it is. */
function FindShift({ onFound }: { onFound: (shiftId: string) => void }) {
  const [wrong, setWrong] = useState(false)
  async function look() {
    const read = await scan()
    if (read === undefined) return
    const parts = codeIn(read)
    setWrong(!parts)
    if (!parts) return
    checkInPress.start({ id: newId(), shiftId: parts.shiftId, proof: { code: read } })
    onFound(parts.shiftId)
  }
  return (
    <>
      <Empty
        title="到了吗？扫带队人手机上的码"
        line="带队人的手机上有一个会变的码。在这里扫，别用微信的扫一扫。"
        act={
          process.env.TARO_ENV === 'h5' ? (
            <Btn text="看我的班次" kind="primary" size="l" onPress={() => openPage('volunteering/mine/index')} />
          ) : (
            <Btn text="扫码签到" kind="primary" size="xl" icon="scan-line" onPress={() => void look()} />
          )
        }
      />
      {wrong ? <Notice kind="warn" text="这不是签到码。请扫带队人手机上的那一个。" /> : null}
    </>
  )
}

function AtShift({ shiftId }: { shiftId: string }) {
  const query = useQuery('volunteering.presence', { shiftId }, { keep: true, pollMilliseconds })
  const arriving = useValue(checkInPress.state)
  const leaving = useValue(checkOutPress.state)
  const receipts = [arriving.receipt, leaving.receipt].filter((receipt) => receipt?.shiftId === shiftId)
  return (
    <QueryView query={query} rows={4}>
      {(asked) => {
        // The receipt is known before the next answer is.
        const presence = receipts.reduce<Presence>(
          (known, receipt) => (receipt && receipt.now > known.now ? receipt : known),
          asked,
        )
        return <Now presence={presence} answeredAt={query.answeredAt} />
      }}
    </QueryView>
  )
}

function Now({ presence, answeredAt }: { presence: Presence; answeredAt: number }) {
  const now = useServerNow(presence.now, answeredAt)
  const { mine, opensAt, closesAt } = presence
  const isOpen = now >= Date.parse(opensAt) && now <= Date.parse(closesAt)
  const hasPlace = mine !== null && mine.status !== 'waiting'
  return (
    <>
      <Card pad>
        <View className="t-heading">
          <Text>{presence.title}</Text>
        </View>
        <View className="t-title mt1">
          <Say>{`${whenWords(presence, dayOf(new Date(now)))}，${presence.task}`}</Say>
        </View>
        <View className="quiet mt1">
          <Say>{`${presence.place}，找${presence.contactName}`}</Say>
        </View>
      </Card>
      {hasPlace ? <Mine presence={presence} now={now} isOpen={isOpen} /> : <NoPlace presence={presence} />}
    </>
  )
}

function NoPlace({ presence }: { presence: Presence }) {
  const waits = presence.mine?.status === 'waiting'
  return (
    <>
      <Notice
        kind="warn"
        text={
          waits
            ? '您还在候补，没有位子。人在的话，请带队人现场加上。'
            : '这一班的名单里没有您。想参加，请带队人现场加上。'
        }
      />
      <CallLeader presence={presence} />
    </>
  )
}

function CallLeader({ presence: { contactName, contactPhone } }: { presence: Presence }) {
  if (contactPhone === '') return null
  return <Btn text={`打电话给${contactName}`} size="l" wide icon="phone" onPress={() => dial(contactPhone)} />
}

function Mine({ presence, now, isOpen }: { presence: Presence; now: number; isOpen: boolean }) {
  const [isLeaving, setLeaving] = useState(false)
  const { mine, shiftId, opensAt, endsAt } = presence
  if (mine === null) return null
  if (mine.status === 'attended' && mine.checkedInAt !== null && mine.checkedOutAt !== null) {
    return (
      <>
        <Done
          title={
            mine.checkedOutWay === 'shift_end' ? '忘了签退，按结束时间记了' : `签退了 ${hourAt(mine.checkedOutAt)}`
          }
          line={`${hourAt(mine.checkedInAt)} 到 ${hourAt(mine.checkedOutAt)}，${spanWords(mine.checkedInAt, mine.checkedOutAt)}。辛苦了，谢谢您。`}
        />
        {presence.role === 'volunteer' ? (
          <Btn text="看我的时长" size="l" wide icon="hourglass" onPress={() => openPage('records/hours/index')} />
        ) : null}
      </>
    )
  }
  if (mine.status === 'checked_in' && mine.checkedInAt !== null) {
    return (
      <>
        <Done title={`签到了 ${hourAt(mine.checkedInAt)}`} line="走的时候再签退一次，时长才准。" />
        {isLeaving ? (
          <Prove key="out" way="out" shiftId={shiftId} />
        ) : isOpen ? (
          <>
            <Btn
              text="要走了，签退"
              kind={now >= Date.parse(endsAt) - 10 * 60_000 ? 'primary' : 'secondary'}
              size="xl"
              wide
              onPress={() => setLeaving(true)}
            />
            {now < Date.parse(endsAt) - 10 * 60_000 ? (
              <View className="quiet center">
                <Say>{`这一班到 ${hourAt(endsAt)}。忘了签退，会按这个时间记。`}</Say>
              </View>
            ) : null}
          </>
        ) : (
          <Notice text="没有签退，会按班次结束的时间记下。" />
        )}
      </>
    )
  }
  if (isOpen) return <Prove key="in" way="in" shiftId={shiftId} />
  if (now < Date.parse(opensAt)) {
    return <Notice text={`${hourAt(opensAt)} 起可以签到。到了找${presence.contactName}，扫他手机上的码。`} />
  }
  return (
    <>
      <Notice
        kind="warn"
        text={
          mine.status === 'missed'
            ? '带队人记了您没来。来过的话，请他改一下。'
            : '签到已经停了。来过的话，请带队人补点一下。'
        }
      />
      <CallLeader presence={presence} />
    </>
  )
}

function Done({ title, line }: { title: string; line: string }) {
  return (
    <Card pad className="col g2">
      <View className="flex g3" {...(process.env.TARO_ENV === 'h5' ? { role: 'status' } : {})}>
        <Icon name="circle-check" size="l" className="green" />
        <View className="t-heading grow">
          <Say>{title}</Say>
        </View>
      </View>
      <View className="quiet">
        <Say>{line}</Say>
      </View>
    </Card>
  )
}

/** The code or the number, and what became of it; without a network it is kept and goes off by itself. */
function Prove({ way, shiftId }: { way: 'in' | 'out'; shiftId: string }) {
  const press = way === 'in' ? checkInPress : checkOutPress
  const [arriving, leaving] = [useValue(checkInPress.state), useValue(checkOutPress.state)]
  const { input, tries, refusal } = way === 'in' ? arriving : leaving
  const [digits, setDigits] = useState('')
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const isBrowser = process.env.TARO_ENV === 'h5'
  const isBusy = input !== undefined
  const act = way === 'in' ? '签到' : '签退'

  function send(proof: Proof) {
    setWrong(undefined)
    setDigits('')
    press.start({ id: newId(), shiftId, proof })
  }
  async function look() {
    const read = await scan()
    if (read === undefined) return
    if (codeIn(read)) send({ code: read })
    else setWrong('这不是签到码。请扫带队人手机上的那一个。')
  }
  function typed() {
    if (digits.length === 6) send({ number: digits })
    else setWrong(`要 6 个数字，现在是 ${digits.length} 个。`)
  }
  const problem = wrong ?? (isBusy ? undefined : refusal?.message)

  return (
    <>
      {isBrowser ? null : (
        <Btn
          text={`扫码${act}`}
          kind="primary"
          size="xl"
          wide
          icon="scan-line"
          isBusy={isBusy}
          busyText="正在送"
          onPress={() => void look()}
        />
      )}
      {isBusy && tries > 1 ? <Notice kind="warn" text="没有网，先记下了。连上会自己送，两分钟里都算数。" /> : null}
      {problem === undefined ? null : <Notice kind="warn" text={problem} />}
      <Card pad className="col g3">
        <View className="strong">
          <Say>{isBrowser ? '输带队人报的 6 个数字' : '扫不了？输带队人报的 6 个数字'}</Say>
        </View>
        <Digits label="6 个数字" value={digits} onInput={setDigits} />
        <Btn
          id={way === 'in' ? 'check-in' : 'check-out'}
          text={act}
          kind={isBrowser ? 'primary' : 'secondary'}
          size="l"
          wide
          isBusy={isBusy}
          busyText="正在送"
          onPress={typed}
        />
      </Card>
      <View className="quiet center">
        <Say>码半分钟一换。拍照片给别人，过一会儿就不能用了。</Say>
      </View>
    </>
  )
}
