import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import { careCategories } from '../../../shared/homecare/categories.ts'
import type { VisitDetail } from '../../../shared/homecare/visit-schemas.ts'
import { signatureSize } from '../../../shared/homecare/visits.ts'
import { dayOf } from '../../../shared/time.ts'
import { call } from '../../client/call.ts'
import { useParameter } from '../../client/query-parameters.ts'
import { useCommand } from '../../client/use-command.ts'
import { useQuery } from '../../client/use-query.ts'
import { arrivalLine, hour, starWords, tagWords, visitMoment, visitMoments, visitState } from '../../text/visits.ts'
import { Btn } from '../../ui/btn.tsx'
import { Drawn } from '../../ui/drawn.tsx'
import { FileRow } from '../../ui/file-row.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Card, Fact, Row, Rows, Section } from '../../ui/layout.tsx'
import { Avatar } from '../../ui/marks.tsx'
import { Page } from '../../ui/page.tsx'
import { Timeline } from '../../ui/progress.tsx'
import { SaidPill } from '../../ui/said-pill.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice, QueryView } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { ComplainSheet, SkipSheet } from './sheets.tsx'
import { Rate } from './rate.tsx'

const pollMilliseconds = 20_000

/** One visit as the resident and the family see it: who comes, that they are here, what was done, how it was. */
export default function VisitPage() {
  const communityId = useParameter('community')
  const visitId = useParameter('id')
  const query = useQuery('homecare.visit', { communityId, visitId }, { keep: true, pollMilliseconds })
  return (
    <Page title="这次上门">
      <QueryView query={query} rows={4}>
        {(visit) => <Shown visit={visit} onChanged={query.refresh} />}
      </QueryView>
    </Page>
  )
}

type Asked = 'skip' | 'complain' | undefined

function Shown({ visit, onChanged }: { visit: VisitDetail; onChanged: () => void }) {
  const [asked, ask] = useState<Asked>(undefined)
  const changed = () => {
    ask(undefined)
    onChanged()
  }
  return (
    <>
      <Head visit={visit} onChanged={onChanged} />
      {visit.status === 'arrived' && visit.spokenNumber !== null ? <Digits digits={visit.spokenNumber} /> : null}
      <Tasks visit={visit} />
      <Photos visit={visit} />
      {visit.signature === null ? null : (
        <Section title="签的字">
          <Card pad>
            <Drawn strokes={visit.signature} size={signatureSize} words={`${visit.residentName}签的字`} />
          </Card>
        </Section>
      )}
      {visit.status === 'done' && visit.rating === null && visit.may.answer ? (
        <Rate visit={visit} onDone={onChanged} />
      ) : null}
      <Rated visit={visit} />
      <Complaint visit={visit} />
      {visit.steps.length < 2 ? null : (
        <Section title="经过">
          <Card pad>
            <Timeline moments={visitMoments(visit.steps)} />
          </Card>
        </Section>
      )}
      <View className="col g3">
        {visit.may.cancel && visit.may.answer ? (
          <Btn text="这次不用来" kind="secondary" wide onPress={() => ask('skip')} />
        ) : null}
        {visit.may.answer && visit.complaint?.status !== 'open' && visit.status !== 'planned' ? (
          <Btn text="不满意，要说一说" kind="text" wide onPress={() => ask('complain')} />
        ) : null}
      </View>
      {asked === 'skip' ? <SkipSheet visit={visit} onClose={() => ask(undefined)} onDone={changed} /> : null}
      {asked === 'complain' ? <ComplainSheet visit={visit} onClose={() => ask(undefined)} onDone={changed} /> : null}
    </>
  )
}

function Head({ visit, onChanged }: { visit: VisitDetail; onChanged: () => void }) {
  const today = dayOf(new Date())
  const arrive = useCommand('homecare.arrive')
  const { communityId, visitId, worker } = visit
  const mayConfirm =
    visit.may.answer && visit.day === today && (visit.status === 'planned' || visit.status === 'set_out')

  async function confirm() {
    const answer = await arrive.run({ communityId, visitId })
    if (answer?.ok === true) {
      say('记下了，人到了')
      onChanged()
    }
  }

  return (
    <Card pad className="col g3">
      <View className="flex g2 between">
        <View className="t-title">
          <Text>{careCategories[visit.category].name}</Text>
        </View>
        <SaidPill said={visitState(visit)} />
      </View>
      <View className="facts">
        <Fact name="什么时候">
          <Say>{`${visitMoment(visit.startsAt, today)} 到 ${hour(visit.endsAt)}`}</Say>
        </Fact>
        <Fact name="给谁">
          <Say>{`${visit.residentName}，${visit.address}`}</Say>
        </Fact>
        {visit.cancelReason === '' ? null : (
          <Fact name="为什么">
            <Say>{visit.cancelReason}</Say>
          </Fact>
        )}
      </View>
      {worker === null ? (
        <Notice text="社区还在定谁来，定了就告诉您。" />
      ) : (
        <View className="flex g3">
          <Avatar name={worker.name} size="l" />
          <View className="grow">
            <View className="strong">
              <Text>{worker.name}</Text>
            </View>
            <View className="quiet">
              <Say>{comingLine(visit)}</Say>
            </View>
          </View>
        </View>
      )}
      {visit.lateStep > 0 && visit.lateOutcome === null && mayConfirm ? (
        <Notice kind="warn" text="上门的人还没到，社区在催。您别着急，也别出门找。" />
      ) : null}
      {arrive.error === undefined ? null : <Notice kind="warn" text={arrive.error.message} />}
      {mayConfirm ? (
        <Btn
          text="人到了"
          kind="primary"
          size="l"
          wide
          icon="door-open"
          isBusy={arrive.isBusy}
          busyText="正在记"
          onPress={() => void confirm()}
        />
      ) : null}
    </Card>
  )
}

function comingLine(visit: VisitDetail): string {
  const arrived = arrivalLine(visit)
  if (visit.leftAt !== null) return `${arrived ?? ''}，${hour(visit.leftAt)} 走`
  if (arrived !== undefined) return arrived
  return visit.setOutAt === null ? '还没出门' : `${hour(visit.setOutAt)} 出的门，一会儿就到`
}

/** Said aloud at the end, by whoever does not sign with a finger. */
function Digits({ digits }: { digits: string }) {
  return (
    <Card pad>
      <View className="t-small quiet">
        <Say>做完了，在师傅手机上签个字。不方便签，就把这六个数字念给他听。</Say>
      </View>
      <View className="spoken" ariaLabel={`六个数字 ${digits.split('').join(' ')}`}>
        <Text>{digits.slice(0, 3)}</Text>
        <Text className="spoken__gap" />
        <Text>{digits.slice(3)}</Text>
      </View>
    </Card>
  )
}

function Tasks({ visit }: { visit: VisitDetail }) {
  const isOver = visit.status === 'done'
  return (
    <Section title={isOver ? '做了什么' : '要做什么'}>
      <Rows>
        {visit.tasks.map(({ name, done, reason }) => (
          <Row
            key={name}
            title={name}
            note={reason}
            regular
            {...(done === true ? { lead: <Icon name="check" className="green" /> } : {})}
            {...(isOver && done !== true ? { end: <Text className="quiet">没做</Text> } : {})}
          />
        ))}
      </Rows>
      {visit.note === '' ? null : <Notice text={`${visit.worker?.name ?? ''}留话：${visit.note}`} />}
    </Section>
  )
}

function Photos({ visit }: { visit: VisitDetail }) {
  const { communityId, visitId } = visit
  if (visit.photos.length === 0) return null
  return (
    <Section title="照片" note="您家和社区能看">
      <Rows>
        {visit.photos.map(({ fileId, byName, at }) => (
          <FileRow
            key={fileId}
            id={fileId}
            kind="photo"
            title="做完的照片"
            note={`${byName} ${hour(at)} 拍的`}
            cannotPlay=""
            onOpen={async () => {
              const answer = await call('homecare.photoLink', { communityId, visitId, fileId })
              return answer.ok ? { ok: true, url: answer.data.url } : { ok: false, message: answer.error.message }
            }}
          />
        ))}
      </Rows>
    </Section>
  )
}

function Rated({ visit: { rating } }: { visit: VisitDetail }) {
  if (rating === null) return null
  const tags = rating.tags.map((tag) => tagWords[tag]).join('、')
  return (
    <Section title="评过了">
      <Card pad className="col g2">
        <View className="strong">
          <Text>{`${'★'.repeat(rating.stars)} ${starWords[rating.stars] ?? ''}`}</Text>
        </View>
        {tags === '' ? null : <Text>{tags}</Text>}
        {rating.words === '' ? null : <Say>{rating.words}</Say>}
        <View className="t-small quiet">
          <Text>{`${rating.byName}评的`}</Text>
        </View>
      </Card>
    </Section>
  )
}

function Complaint({ visit: { complaint } }: { visit: VisitDetail }) {
  if (complaint === null) return null
  const due = `${Number(complaint.dueDay.slice(5, 7))} 月 ${Number(complaint.dueDay.slice(8))} 日`
  return (
    <Section title="您说的意见">
      <Card pad className="col g2">
        <Say>{complaint.words}</Say>
        {complaint.status === 'open' ? (
          <Notice text={`社区 ${due}前答复您。到时没答复，会转到街道。`} />
        ) : (
          <Notice kind="ok" text={`社区答复：${complaint.answer}`} />
        )}
      </Card>
    </Section>
  )
}
