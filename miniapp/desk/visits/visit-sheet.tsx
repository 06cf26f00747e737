import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { careCategories } from '../../../shared/homecare/categories.ts'
import type { Recommendation, Visit } from '../../../shared/homecare/visit-schemas.ts'
import { dayOf, instantOf, timeOf } from '../../../shared/time.ts'
import { openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { hour, visitMoment, visitState } from '../../text/visits.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Choice, Field } from '../../ui/forms.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

interface SheetProps {
  visit: Visit
  onClose: () => void
  onDone: () => void
}

type Doing = 'who' | 'when' | 'skip'

/** One visit at the desk: who goes, at another time, or not at all. */
export function VisitSheet({ visit, onClose, onDone }: SheetProps) {
  const [doing, setDoing] = useState<Doing>('who')
  const { communityId, visitId } = visit
  const isAhead = visit.status === 'planned' || visit.status === 'set_out'
  return (
    <Sheet
      title={`${visit.residentName}，${careCategories[visit.category].name}`}
      line={`${visitMoment(visit.startsAt, dayOf(new Date()))}，${visit.address}。`}
      onClose={onClose}
    >
      <View className="flex">
        <SaidPill said={visitState(visit)} />
      </View>
      {isAhead ? (
        <>
          <Chips<Doing>
            label="做什么"
            options={[
              { value: 'who', text: '谁去' },
              { value: 'when', text: '改时间' },
              { value: 'skip', text: '这次不去' },
            ]}
            value={doing}
            onChange={setDoing}
          />
          {doing === 'who' ? <Who visit={visit} onClose={onClose} onDone={onDone} /> : null}
          {doing === 'when' ? <When visit={visit} onClose={onClose} onDone={onDone} /> : null}
          {doing === 'skip' ? <Skip visit={visit} onClose={onClose} onDone={onDone} /> : null}
        </>
      ) : (
        <View className="quiet">
          <Text>{visit.cancelReason === '' ? `${visit.worker?.name ?? ''}去的` : visit.cancelReason}</Text>
        </View>
      )}
      <Btn
        text="看整张单子"
        kind="secondary"
        wide
        onPress={() => openPage('homecare/visit/index', { community: communityId, id: visitId })}
      />
      {process.env.TARO_ENV === 'h5' ? (
        <Btn
          text="打印门口的码"
          kind="text"
          wide
          onPress={() => openPage('homecare/door/index', { community: communityId, resident: visit.residentId })}
        />
      ) : null}
      <Btn text="返回" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}

function Who({ visit, onDone }: SheetProps) {
  const { communityId, visitId, version } = visit
  const query = useQuery('homecare.recommend', { communityId, visitId })
  const assign = useCommand('homecare.assign')
  const [chosen, choose] = useState('')

  async function send() {
    const answer = await assign.run({ communityId, visitId, version, resourceId: chosen })
    if (answer?.ok === true) {
      say(`派给${answer.data.worker?.name ?? ''}了`)
      onDone()
    } else query.refresh()
  }

  return (
    <QueryView query={query} rows={3}>
      {({ workers }) => (
        <View className="col g3">
          {workers.length === 0 ? <Notice text="这个服务还没有师傅。先在“服务和日子”里加上。" /> : null}
          {workers.map((one, index) => (
            <Choice
              key={one.resourceId}
              title={`${one.name}${nameNote(one, index, visit)}`}
              note={[...one.good, ...one.bad].join('，')}
              isOn={one.resourceId === (chosen === '' ? visit.worker?.resourceId : chosen)}
              {...(one.isFree ? {} : { offReason: one.bad.join('，') })}
              onPress={() => choose(one.resourceId)}
            />
          ))}
          {assign.error === undefined ? null : <Notice kind="warn" text={assign.error.message} />}
          <Btn
            text={visit.worker === null ? '派这位去' : '换这位去'}
            kind="primary"
            size="l"
            wide
            disabled={chosen === '' || chosen === visit.worker?.resourceId}
            isBusy={assign.isBusy}
            busyText="正在派"
            onPress={() => void send()}
          />
        </View>
      )}
    </QueryView>
  )
}

function nameNote(one: Recommendation, index: number, visit: Visit): string {
  if (one.resourceId === visit.worker?.resourceId) return '，现在派的'
  return index === 0 && one.isFree && one.fits ? '，最合适' : ''
}

function When({ visit, onDone }: SheetProps) {
  const { communityId, visitId, version } = visit
  const move = useCommand('homecare.moveVisit')
  const [time, setTime] = useState(timeOf(new Date(visit.startsAt)))
  const [wrong, setWrong] = useState<string | undefined>(undefined)

  async function send() {
    if (!/^([01]?\d|2[0-3]):[0-5]\d$/.test(time.trim())) return setWrong('写成 9:30 这样。')
    setWrong(undefined)
    const full = time.trim().length === 4 ? `0${time.trim()}` : time.trim()
    const startsAt = instantOf(visit.day, full).toISOString()
    const answer = await move.run({ communityId, visitId, version, startsAt })
    if (answer?.ok === true) {
      say(`改到 ${hour(answer.data.startsAt)}，${answer.data.worker?.name ?? ''}去`)
      onDone()
    }
  }

  return (
    <View className="col g3">
      <Field label="当天几点" value={time} onInput={setTime} maxLength={5} placeholder="9:30" id="time" wrong={wrong} />
      {move.error === undefined ? null : <Notice kind="warn" text={move.error.message} />}
      <Btn
        text="改到这个时间"
        kind="primary"
        size="l"
        wide
        isBusy={move.isBusy}
        busyText="正在改"
        onPress={() => void send()}
      />
    </View>
  )
}

const reasons = ['老人不在家', '老人住院', '没有人能去', '老人不要'] as const

function Skip({ visit, onDone }: SheetProps) {
  const { communityId, visitId, version } = visit
  const skip = useCommand('homecare.skipVisit')
  const [reason, setReason] = useState<(typeof reasons)[number]>(reasons[0])

  async function send() {
    const answer = await skip.run({ communityId, visitId, version, reason })
    if (answer?.ok === true) {
      say('这次不去了，家里收到消息')
      onDone()
    }
  }

  return (
    <View className="col g3">
      <Chips
        label="为什么"
        options={reasons.map((one) => ({ value: one, text: one }))}
        value={reason}
        onChange={setReason}
      />
      {skip.error === undefined ? null : <Notice kind="warn" text={skip.error.message} />}
      <Btn
        text="这次不去"
        kind="danger"
        size="l"
        wide
        isBusy={skip.isBusy}
        busyText="正在记"
        onPress={() => void send()}
      />
    </View>
  )
}
