import { Text, View } from '@tarojs/components'
import { useState } from 'react'
import type { Output } from '../../../shared/contract.ts'
import type { Endpoints } from '../../../shared/endpoints.ts'
import { secretIn } from '../../../shared/people/sign-in-picture.ts'
import { clockOf } from '../../../shared/time.ts'
import { goBack } from '../../client/navigate.ts'
import { useMe } from '../../client/session.ts'
import { useCommand } from '../../client/use-command.ts'
import { Btn } from '../../ui/btn.tsx'
import { Field } from '../../ui/forms.tsx'
import { Card, Fact } from '../../ui/layout.tsx'
import { Page } from '../../ui/page.tsx'
import { Say } from '../../ui/say.tsx'
import { Empty, Notice } from '../../ui/states.tsx'
import { scan } from '../../client/scan.ts'

type Seen = Output<Endpoints['people.seeSignIn']>
type Stage = { at: 'looking' } | { at: 'seen'; seen: Seen } | { at: 'answered'; agreed: boolean }

/** On the phone: let a computer in that shows a sign-in picture. */
export default function ScanPage() {
  const me = useMe()
  const [stage, setStage] = useState<Stage>({ at: 'looking' })
  const isStaff = (me?.staff.length ?? 0) > 0
  return (
    <Page title="扫码登录电脑" help={false}>
      {me !== undefined && !isStaff ? (
        <Empty title="这里给有岗位的工作人员用" line="您的手机上，什么都不用登录就能用。" />
      ) : stage.at === 'looking' ? (
        <Look onSeen={(seen) => setStage({ at: 'seen', seen })} />
      ) : stage.at === 'seen' ? (
        <Answer
          seen={stage.seen}
          onAnswer={(agreed) => setStage({ at: 'answered', agreed })}
          onAgain={() => setStage({ at: 'looking' })}
        />
      ) : (
        <Empty
          title={stage.agreed ? '电脑上登录好了' : '没有登录'}
          line={stage.agreed ? '下班记得在电脑上退出登录。' : '那台电脑进不来。真是别人在试，请告诉管理员。'}
          act={<Btn text="好" kind="primary" wide onPress={goBack} />}
        />
      )}
    </Page>
  )
}

function Look({ onSeen }: { onSeen: (seen: Seen) => void }) {
  const see = useCommand('people.seeSignIn')
  const [code, setCode] = useState('')
  const [wrong, setWrong] = useState<string | undefined>(undefined)

  async function show(shown: Parameters<typeof see.run>[0]['shown']) {
    setWrong(undefined)
    const answer = await see.run({ shown })
    if (answer?.ok === true) onSeen(answer.data)
    else if (answer) setWrong(answer.error.message)
  }
  async function scanned() {
    const read = await scan()
    if (read === undefined) return
    const secret = secretIn(read)
    if (secret === undefined) setWrong('这不是邻里通的登录码。请扫电脑上“登录这台电脑”那一页。')
    else await show({ kind: 'picture', secret })
  }
  function typed() {
    const digits = code.replace(/\D/g, '')
    if (digits.length === 8) void show({ kind: 'code', code: digits })
    else setWrong(`要 8 个数字，现在是 ${digits.length} 个。`)
  }

  return (
    <>
      <Card pad className="col g3">
        <View className="t-title">
          <Text>在电脑上用值守台</Text>
        </View>
        <View className="quiet">
          <Say>电脑上打开邻里通的网页，会出来一个登录码。</Say>
        </View>
        {process.env.TARO_ENV === 'h5' ? null : (
          <Btn
            text="扫电脑上的码"
            kind="primary"
            size="l"
            wide
            icon="scan-line"
            isBusy={see.isBusy}
            busyText="正在看"
            onPress={() => void scanned()}
          />
        )}
      </Card>
      {wrong === undefined ? null : <Notice kind="warn" text={wrong} />}
      <Card pad className="col g3">
        <Field
          label={process.env.TARO_ENV === 'h5' ? '输电脑上的 8 个数字' : '扫不了？输电脑上的 8 个数字'}
          value={code}
          onInput={setCode}
          type="number"
          maxLength={11}
          placeholder="8 个数字"
          id="code"
        />
        <Btn
          text="看看是哪台电脑"
          kind={process.env.TARO_ENV === 'h5' ? 'primary' : 'secondary'}
          wide
          isBusy={see.isBusy}
          busyText="正在看"
          onPress={typed}
        />
      </Card>
    </>
  )
}

function Answer({ seen, onAnswer, onAgain }: { seen: Seen; onAnswer: (agreed: boolean) => void; onAgain: () => void }) {
  const confirm = useCommand('people.confirmSignIn')
  async function answer(agreed: boolean) {
    const done = await confirm.run({ signInId: seen.signInId, agreed })
    if (done?.ok === true) onAnswer(agreed)
  }
  return (
    <>
      <Card pad className="col g3">
        <View className="t-title">
          <Text>这台电脑要用您的名字登录</Text>
        </View>
        <Fact name="电脑">
          <Say>{seen.browser}</Say>
        </Fact>
        <Fact name="时间">
          <Text className="num">{clockOf(new Date(seen.askedAt))}</Text>
        </Fact>
        <View className="center">
          <View className="spoken">
            <Text>{seen.matching}</Text>
          </View>
          <View className="strong">
            <Say>您面前的电脑上，也是这两个数字吗？</Say>
          </View>
        </View>
      </Card>
      {confirm.error === undefined ? (
        <Notice text="别人发来的码不要点同意：他会变成您。" />
      ) : (
        <>
          <Notice kind="warn" text={confirm.error.message} />
          <Btn text="再扫一次" wide icon="scan-line" onPress={onAgain} />
        </>
      )}
      <Btn
        text="一样，登录这台电脑"
        kind="primary"
        size="l"
        wide
        isBusy={confirm.isBusy}
        busyText="正在登录"
        onPress={() => void answer(true)}
      />
      <Btn text="不是我，不登录" kind="plain" wide disabled={confirm.isBusy} onPress={() => void answer(false)} />
    </>
  )
}
