import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { careCategories } from '../../../shared/homecare/categories.ts'
import type { Complaint, SpotCheck, Visit } from '../../../shared/homecare/visit-schemas.ts'
import { checkResults, type CheckResult } from '../../../shared/homecare/visits.ts'
import { dayWord } from '../../../shared/time.ts'
import { useCommand } from '../../client/use-command.ts'
import { checkWords, hour, shortDay, starWords } from '../../text/visits.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips } from '../../ui/forms.tsx'
import { Row, Rows, Section } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Pill } from '../../ui/marks.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Empty, Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

type WatchData = Output<Endpoints['homecare.supervision']>

/** What the work needs: visits nobody came to, complaints, and whom to ring about last week. */
export function Watch({
  data,
  onOpen,
  onChanged,
}: {
  data: WatchData
  onOpen: (visit: Visit) => void
  onChanged: () => void
}) {
  const [complaint, openComplaint] = useState<Complaint | undefined>(undefined)
  const [check, openCheck] = useState<SpotCheck | undefined>(undefined)
  const { late, complaints, checks } = data
  const open = complaints.filter(({ status }) => status === 'open')
  const left = checks.filter(({ result }) => result === null || result === 'no_answer')
  const done = () => {
    openComplaint(undefined)
    openCheck(undefined)
    onChanged()
  }
  if (late.length + complaints.length + checks.length === 0) {
    return <Empty title="没有要管的" line="谁没到、谁不满意、上周要抽查谁，会自己出现在这里。" />
  }
  return (
    <View className="col g3">
      {late.length === 0 ? null : (
        <Section title="该到没到" first>
          <Rows>
            {late.map((visit) => (
              <Row
                key={visit.visitId}
                title={`${hour(visit.startsAt)} ${visit.residentName}`}
                note={`${visit.worker?.name ?? '还没派人'}，${careCategories[visit.category].name}`}
                end={<Pill text={lateWords(visit, data.now)} kind="warn" icon="triangle-alert" />}
                onPress={() => onOpen(visit)}
              />
            ))}
          </Rows>
        </Section>
      )}
      {open.length === 0 ? null : (
        <Section title="不满意的" note={`${open.length} 件`} first={late.length === 0}>
          <Rows>
            {open.map((one) => (
              <Row
                key={one.complaintId}
                title={`${one.residentName}：${one.words}`}
                note={`${shortDay(one.day)}，${one.workerName}去的`}
                end={
                  one.overdue ? (
                    <Pill text="过时间了" kind="warn" icon="triangle-alert" />
                  ) : (
                    <Pill text={`${dayWord(one.dueDay)}前`} />
                  )
                }
                onPress={() => openComplaint(one)}
              />
            ))}
          </Rows>
        </Section>
      )}
      {checks.length === 0 ? null : (
        <Section title="打电话抽查" note={left.length === 0 ? '都问过了' : `还有 ${left.length} 家`}>
          <Rows>
            {checks.map((one) => (
              <Row
                key={one.visit.visitId}
                title={one.visit.residentName}
                note={`${shortDay(one.visit.day)}，${one.visit.worker?.name ?? ''}，${one.why === 'sample' ? '抽到的' : '打分低'}`}
                {...(one.result === null
                  ? {}
                  : {
                      end: (
                        <Pill
                          text={checkWords[one.result]}
                          {...(one.result === 'differs' ? { kind: 'warn', icon: 'triangle-alert' } : {})}
                        />
                      ),
                    })}
                onPress={() => openCheck(one)}
              />
            ))}
          </Rows>
        </Section>
      )}
      {complaint === undefined ? null : (
        <AnswerSheet complaint={complaint} onClose={() => openComplaint(undefined)} onDone={done} />
      )}
      {check === undefined ? null : <CheckSheet check={check} onClose={() => openCheck(undefined)} onDone={done} />}
    </View>
  )
}

function lateWords(visit: Visit, now: string): string {
  const minutes = Math.floor((Date.parse(now) - Date.parse(visit.startsAt)) / 60_000)
  return minutes < 120 ? `晚 ${minutes} 分钟` : `晚 ${Math.floor(minutes / 60)} 小时`
}

function AnswerSheet({
  complaint,
  onClose,
  onDone,
}: {
  complaint: Complaint
  onClose: () => void
  onDone: () => void
}) {
  const [answer, setAnswer] = useState('')
  const command = useCommand('homecare.answerComplaint')
  const { communityId, complaintId, version } = complaint
  async function send() {
    const done = await command.run({ communityId, complaintId, version, answer: answer.trim() })
    if (done?.ok === true) {
      say('答复了，家里收到消息')
      onDone()
    }
  }
  return (
    <Sheet
      title={`${complaint.residentName}家不满意`}
      line={`${complaint.byName}：${complaint.words}。${shortDay(complaint.day)}，${complaint.workerName}去的。`}
      onClose={onClose}
    >
      <LongField
        id="answer"
        label="怎么办的，家里会看到"
        value={answer}
        onInput={setAnswer}
        maxLength={300}
        placeholder="比如：跟师傅谈过了，明天补做一次。"
      />
      {command.error === undefined ? null : <Notice kind="warn" text={command.error.message} />}
      <Btn
        text="答复家里"
        kind="primary"
        size="l"
        wide
        disabled={answer.trim() === ''}
        isBusy={command.isBusy}
        busyText="正在发"
        onPress={() => void send()}
      />
      <Btn text="再想想" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}

function CheckSheet({ check, onClose, onDone }: { check: SpotCheck; onClose: () => void; onDone: () => void }) {
  const { visit } = check
  const [result, setResult] = useState<CheckResult>(check.result ?? 'as_recorded')
  const [note, setNote] = useState(check.note)
  const command = useCommand('homecare.recordCheck')
  const { communityId, visitId, version } = visit
  const stars = visit.stars === null ? '还没评' : `评了“${starWords[visit.stars] ?? ''}”`
  async function send() {
    const done = await command.run({ communityId, visitId, version, result, note: note.trim() })
    if (done?.ok === true) {
      say('记下了')
      onDone()
    }
  }
  return (
    <Sheet
      title={`给${visit.residentName}打个电话`}
      line={`${shortDay(visit.day)} ${hour(visit.startsAt)}，${visit.worker?.name ?? ''}做的${careCategories[visit.category].name}，${stars}。问问：人来了吗，做了这些吗？${visit.tasks
        .filter(({ done }) => done === true)
        .map(({ name }) => name)
        .join('、')}。`}
      onClose={onClose}
    >
      <Chips<CheckResult>
        label="问下来"
        options={checkResults.map((one) => ({ value: one, text: checkWords[one] }))}
        value={result}
        onChange={setResult}
      />
      <LongField
        id="check"
        label={result === 'differs' ? '哪里不一样' : '还说了什么，可以不写'}
        value={note}
        onInput={setNote}
        maxLength={200}
        placeholder="老人怎么说的"
      />
      {command.error === undefined ? null : <Notice kind="warn" text={command.error.message} />}
      <Btn
        text="记下来"
        kind="primary"
        size="l"
        wide
        isBusy={command.isBusy}
        busyText="正在记"
        onPress={() => void send()}
      />
      <Btn text="返回" kind="text" wide onPress={onClose} />
    </Sheet>
  )
}
