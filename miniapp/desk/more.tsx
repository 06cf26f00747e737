import { openPage } from '../client/navigate.ts'
import { Btn } from '../ui/btn.tsx'
import { IconRow, Rows } from '../ui/layout.tsx'
import { Sheet } from '../ui/sheet.tsx'
import type { Today } from './today.tsx'

/** Everything else of the desk's work, on one calm list. */
export function MoreSheet({ today, onClose }: { today: Today; onClose: () => void }) {
  const go = (page: string) => () => {
    onClose()
    openPage(page)
  }
  return (
    <Sheet title="值守台的别的事" onClose={onClose}>
      <Rows className="outcomes">
        <IconRow
          icon="phone-call"
          title="今天要办"
          note="爱心电话、上门看看、老人要办的事"
          value={today.open === 0 ? '' : `${today.open} 个`}
          onPress={go('desk/care/index')}
        />
        <IconRow icon="megaphone" title="叫号和签到" note="大厅、食堂、卫生站" onPress={go('desk/counter/index')} />
        <IconRow
          icon="calendar-check"
          title="帮人约"
          note="打电话来的、不用手机的"
          onPress={go('desk/book-for/index')}
        />
        <IconRow icon="house-heart" title="一起问平安" note="天热天冷、过节、停水" onPress={go('desk/round/index')} />
        <IconRow icon="stethoscope" title="健康工作台" note="签约、转诊、体检" onPress={go('desk/health/index')} />
        <IconRow icon="armchair" title="居家养老" note="申请、协议、结算单" onPress={go('desk/homecare/index')} />
        <IconRow
          icon="hand-helping"
          title="志愿和活动"
          note="审活动、队伍、时长、证明"
          onPress={go('desk/volunteering/index')}
        />
        <IconRow icon="image" title="先看材料" note="居民来之前发的照片" onPress={go('desk/materials/index')} />
        <IconRow
          icon="store"
          title="社区的服务"
          note="谁来办、几点办、放假、谁休假"
          onPress={go('desk/offering/index')}
        />
        <IconRow icon="calendar-days" title="值班表" note="上班、交班、换班" onPress={go('desk/roster/index')} />
        <IconRow icon="bell" title="呼叫器" note="登记、没电、没声音的" onPress={go('desk/devices/index')} />
        <IconRow icon="megaphone" title="演练" note="从按钮响到区里，一级一级试" onPress={go('desk/drills/index')} />
        <IconRow icon="hourglass" title="接得快不快" note="报表，慢的写一写为什么" onPress={go('desk/report/index')} />
        <IconRow
          icon="settings"
          title="求助怎么响"
          note="几秒转一级，多久没动静就问"
          onPress={go('desk/settings/index')}
        />
      </Rows>
      <Btn text="回值守台" kind="plain" wide onPress={onClose} />
    </Sheet>
  )
}
