import { useState } from 'react'
import type { Task } from '../../../shared/help/tasks-contract.ts'
import { needKinds, type NeedKind } from '../../../shared/help/wellness.ts'
import { openPage } from '../../client/navigate.ts'
import { useCommand } from '../../client/use-command.ts'
import { needWords, taskWords } from '../../text/care.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { Notice } from '../../ui/states.tsx'
import { say } from '../../ui/toast.tsx'

/** One task that is ended with a word on what came of it. */
export function TaskSheet({ task, onClose, onDone }: { task: Task; onClose: () => void; onDone: () => void }) {
  const [note, setNote] = useState('')
  const finish = useCommand('help.finishTask')
  const said = typeof task.details['note'] === 'string' ? task.details['note'] : ''
  const where = task.person === null ? '' : `${task.person.address}。`

  async function end() {
    const answer = await finish.run({ communityId: task.communityId, taskId: task.taskId, note: note.trim() })
    if (answer?.ok === true) {
      say('记下了')
      onDone()
    }
  }

  return (
    <Sheet title={task.title} line={`${where}${said}`} onClose={onClose}>
      {finish.error === undefined ? null : <Notice kind="warn" text={conflictWords(finish.error)} />}
      {task.kind === 'review' ? (
        <Btn
          text={taskWords.review.text}
          kind="primary"
          size="l"
          wide
          icon={taskWords.review.icon}
          onPress={() => openPage('desk/report/index', callOf(task))}
        />
      ) : null}
      {task.kind === 'need' && task.person !== null && bookable(task).length > 0 ? (
        <Btn
          text={`帮他约：${bookable(task)
            .map((need) => needWords[need].text)
            .join('、')}`}
          kind="secondary"
          size="l"
          wide
          icon="calendar-check"
          onPress={() =>
            openPage('booking/services/index', {
              forCommunity: task.communityId,
              forResident: task.person?.residentId ?? '',
            })
          }
        />
      ) : null}
      <Field label="办得怎么样" value={note} onInput={setNote} maxLength={100} placeholder="灯换好了" id="result" />
      <Btn
        text="办好了"
        kind="primary"
        size="l"
        wide
        icon="check"
        isBusy={finish.isBusy}
        busyText="正在记"
        onPress={() => void end()}
      />
      <Btn text="先放着" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}

function bookable({ details }: Task): NeedKind[] {
  const needs: unknown = details['needs']
  return needKinds.filter((need) => Array.isArray(needs) && needs.includes(need) && needWords[need].category !== null)
}

function callOf({ communityId, details }: Task): Record<string, string> {
  const callId = details['callId']
  return typeof callId === 'string' ? { communityId, callId } : {}
}

function conflictWords(error: { code: string; message: string; details?: unknown }): string {
  const by = (error.details as { doneByName?: string | null } | undefined)?.doneByName
  return error.code === 'conflict' && by ? `${by}已经办好了。返回看看还有什么。` : error.message
}
