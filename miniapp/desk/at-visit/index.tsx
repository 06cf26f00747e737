import { View } from '@tarojs/components'
import { careCategories } from '../../../shared/homecare/categories.ts'
import type { VisitDetail } from '../../../shared/homecare/visit-schemas.ts'
import { signatureSize } from '../../../shared/homecare/visits.ts'
import { dayOf } from '../../../shared/time.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { arrivalLine, hour, visitMoment, visitState } from '../../text/visits.ts'
import { Btn } from '../../ui/btn.tsx'
import { Drawn } from '../../ui/drawn.tsx'
import { Card, Fact, Row, Rows, Section } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { Arrive } from './arrive.tsx'
import { Finish } from './finish.tsx'

const pollMilliseconds = 30_000

/** A visit in the worker's hand: set out, arrive, do the list, let it be signed. */
export default function AtVisitPage() {
  const communityId = useParameter('community')
  const visitId = useParameter('id')
  const query = useQuery('homecare.visit', { communityId, visitId }, { keep: true, pollMilliseconds })
  return (
    <Page title="上门" help={false}>
      <QueryView query={query} rows={4}>
        {(visit) => <Shown visit={visit} onDone={query.refresh} />}
      </QueryView>
    </Page>
  )
}

function Shown({ visit, onDone }: { visit: VisitDetail; onDone: () => void }) {
  const isToday = visit.day === dayOf(new Date())
  const { status } = visit
  return (
    <>
      <Card pad className="col g3">
        <View className="flex g2 between">
          <View className="t-title">
            <Say>{`${visit.residentName}，${careCategories[visit.category].name}`}</Say>
          </View>
          <SaidPill said={visitState(visit)} />
        </View>
        <View className="facts">
          <Fact name="什么时候">
            <Say>{`${visitMoment(visit.startsAt, dayOf(new Date()))} 到 ${hour(visit.endsAt)}`}</Say>
          </Fact>
          <Fact name="在哪儿">
            <Say>{visit.address}</Say>
          </Fact>
          {visit.arrivedAt === null ? null : (
            <Fact name="到门口">
              <Say>{arrivalLine(visit) ?? ''}</Say>
            </Fact>
          )}
        </View>
      </Card>
      {!visit.may.work && status !== 'done' ? (
        <Empty title="这一趟不用您去了" line="已经换人，或者取消了。" />
      ) : status === 'planned' ? (
        <SetOut visit={visit} isToday={isToday} onDone={onDone} />
      ) : status === 'set_out' ? (
        <Arrive visit={visit} onDone={onDone} />
      ) : status === 'arrived' ? (
        <Finish key={visit.visitId} visit={visit} onDone={onDone} />
      ) : (
        <Done visit={visit} />
      )}
    </>
  )
}

function SetOut({ visit, isToday, onDone }: { visit: VisitDetail; isToday: boolean; onDone: () => void }) {
  const setOut = useCommand('homecare.setOut')
  const { communityId, visitId } = visit
  async function go() {
    const answer = await setOut.run({ communityId, visitId })
    if (answer?.ok === true) say('出发了，家里收到消息了')
    if (answer) onDone()
  }
  return (
    <>
      <Section title="要做的事">
        <Rows>
          {visit.tasks.map(({ name }) => (
            <Row key={name} title={name} regular />
          ))}
        </Rows>
      </Section>
      {setOut.error === undefined ? null : <Notice kind="warn" text={setOut.error.message} />}
      {isToday ? (
        <Btn
          text="出发"
          kind="primary"
          size="xl"
          wide
          icon="map-pin"
          isBusy={setOut.isBusy}
          busyText="正在告诉家里"
          onPress={() => void go()}
        />
      ) : (
        <Notice text="到那一天，在这里点“出发”。" />
      )}
    </>
  )
}

function Done({ visit }: { visit: VisitDetail }) {
  const left = visit.tasks.filter(({ done }) => done !== true)
  return (
    <>
      <Notice
        kind="ok"
        text={`${visit.leftAt === null ? '' : `${hour(visit.leftAt)} `}做完了。${left.length === 0 ? '每样都做了。' : `${left.map(({ name }) => name).join('、')}没做，原因记下了。`}`}
      />
      {visit.signature === null ? null : (
        <Card pad>
          <Drawn strokes={visit.signature} size={signatureSize} words={`${visit.residentName}签的字`} />
        </Card>
      )}
    </>
  )
}
