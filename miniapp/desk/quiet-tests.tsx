import { useCommand } from '../client/use-command.ts'
import { openPage } from '../client/navigate.ts'
import { useQuery } from '../client/use-query.ts'
import { testTitle } from '../text/drills.ts'
import { Btn } from '../ui/btn.tsx'
import { Row, Rows, Section } from '../ui/layout.tsx'
import { Notice } from '../ui/states.tsx'
import { say } from '../ui/toast.tsx'

const pollMilliseconds = 15_000

/** What waits for one quiet tap, under everything that rings: tested buttons, and a drill that asks for me. */
export function QuietTests() {
  const query = useQuery('help.deskTests', {}, { pollMilliseconds })
  const answer = useCommand('help.answerTest')
  const { drills = [], tests = [] } = query.data ?? {}
  if (drills.length + tests.length === 0) return null

  async function hear(communityId: string, testId: string, name: string) {
    const told = await answer.run({ communityId, testId })
    if (told?.ok === true) say(`告诉${name}了`)
    query.refresh()
  }
  return (
    <Section title="按钮测试和演练" note={`${drills.length + tests.length} 个`}>
      {answer.error === undefined ? null : <Notice kind="warn" text={answer.error.message} />}
      <Rows>
        {drills.map(({ drillId, areaName }) => (
          <Row
            key={drillId}
            title={`演练问到${areaName}了`}
            note="没有人求助，点进去说一声收到"
            onPress={() => openPage('desk/drills/index')}
          />
        ))}
        {tests.map((test) => (
          <Row
            key={test.testId}
            title={`${test.residentName}，${test.address}`}
            note={testTitle(test)}
            end={
              <Btn
                text="听到了"
                kind="tint"
                label={`听到了，告诉${test.residentName}按钮是好的`}
                isBusy={answer.isBusy}
                busyText="正在回"
                onPress={() => void hear(test.communityId, test.testId, test.residentName)}
              />
            }
          />
        ))}
      </Rows>
    </Section>
  )
}
