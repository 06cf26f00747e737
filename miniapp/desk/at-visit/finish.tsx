import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { VisitDetail } from '../../../shared/homecare/visit-schemas.ts'
import type { VisitTask } from '../../../shared/homecare/visits.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Chips, Choice, Field, Segmented } from '../../ui/forms.tsx'
import { Card, Section } from '../../ui/layout.tsx'
import { LongField } from '../../ui/long-field.tsx'
import { Say } from '../../ui/say.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'
import { Pad } from './pad.tsx'
import { Photo } from './photo.tsx'

const reasons = ['老人不要', '老人不舒服', '时间不够', '缺东西'] as const

/** The list, a photo, and the resident's word that it is done. */
export function Finish({ visit, onDone }: { visit: VisitDetail; onDone: () => void }) {
  const [tasks, setTasks] = useState<readonly VisitTask[]>(visit.tasks)
  const [note, setNote] = useState(visit.note)
  const [way, setWay] = useState<'drawn' | 'number'>('drawn')
  const [strokes, setStrokes] = useState('')
  const [number, setNumber] = useState('')
  const [isAsked, setAsked] = useState(false)
  const [wrong, setWrong] = useState<string | undefined>(undefined)
  const tick = useCommand('homecare.tickTasks')
  const finish = useCommand('homecare.finishVisit')
  const { communityId, visitId } = visit

  function change(name: string, over: Partial<VisitTask>) {
    const next = tasks.map((task) => (task.name === name ? { ...task, ...over } : task))
    setTasks(next)
    // Kept as it goes: a phone that dies loses nothing. Whatever gets lost here is sent again at the end.
    void tick.run({ communityId, visitId, tasks: next })
  }

  async function send() {
    const open = tasks.filter(({ done, reason }) => done !== true && reason === '')
    const digits = number.replace(/\D/g, '')
    if (open.length > 0) setAsked(true)
    if (open[0]) return setWrong(`“${open[0].name}”没做，也没写原因。点一个原因。`)
    if (way === 'drawn' && strokes.length < 8) return setWrong('还没签字。请老人用手指写一写，或者念六个数字。')
    if (way === 'number' && digits.length !== 6) return setWrong(`要 6 个数字，现在是 ${digits.length} 个。`)
    setWrong(undefined)
    const signed = way === 'drawn' ? { strokes } : { number: digits }
    const answer = await finish.run({ communityId, visitId, tasks: [...tasks], signed, note: note.trim() })
    if (answer?.ok === true) say('做完了，辛苦了')
    if (answer?.ok === true || answer?.error.code === 'conflict') onDone()
  }

  return (
    <>
      <Section title="做了什么" note="做一样，点一样">
        <View className="col g2">
          {tasks.map((task) => (
            <View key={task.name} className="col g2">
              <Choice
                title={task.name}
                many
                isOn={task.done === true}
                onPress={() => change(task.name, task.done === true ? { done: null } : { done: true, reason: '' })}
              />
              {task.done === true || (task.reason === '' && !isAsked) ? null : (
                <View className="chips-wrap">
                  <Chips<string>
                    label={`${task.name}为什么没做`}
                    options={reasons.map((one) => ({ value: one, text: one }))}
                    value={task.reason}
                    onChange={(reason) => change(task.name, { done: false, reason })}
                  />
                </View>
              )}
            </View>
          ))}
        </View>
      </Section>
      <Photo visit={visit} onSent={onDone} />
      <Section title="老人签字">
        <Card pad className="col g3">
          <Segmented
            label="怎么签"
            options={[
              { value: 'drawn' as const, text: '用手指写' },
              { value: 'number' as const, text: '念六个数字' },
            ]}
            value={way}
            onChange={setWay}
          />
          {way === 'drawn' ? (
            <>
              <Pad strokes={strokes} onDraw={setStrokes} />
              <View className="flex between g2">
                <Text className="t-small quiet">请老人看过再签</Text>
                <Btn text="重写" kind="text" disabled={strokes === ''} onPress={() => setStrokes('')} />
              </View>
            </>
          ) : (
            <>
              <Field
                label="老人念的 6 个数字"
                value={number}
                onInput={setNumber}
                type="number"
                maxLength={7}
                placeholder="6 个数字"
                id="digits"
              />
              <View className="t-small quiet">
                <Say>数字在老人或家里人的手机上，“这次上门”那一页。</Say>
              </View>
            </>
          )}
        </Card>
      </Section>
      <LongField
        id="note"
        label="给家里留句话，可以不写"
        value={note}
        onInput={setNote}
        maxLength={200}
        placeholder="比如：下次要带个暖风"
      />
      {wrong === undefined ? null : <Notice kind="warn" text={wrong} />}
      {finish.error === undefined ? null : <Notice kind="warn" text={finish.error.message} />}
      <Btn
        text="做完了"
        kind="primary"
        size="xl"
        wide
        icon="circle-check"
        isBusy={finish.isBusy}
        busyText="正在记"
        onPress={() => void send()}
      />
    </>
  )
}
