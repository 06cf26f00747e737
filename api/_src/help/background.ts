import { sweepFiles } from '../platform/files/sweep.ts'
import type { Background } from '../platform/slice.ts'
import { advance } from './advance.ts'
import { audit } from './audit/advance.ts'
import { auditSource } from './audit/source.ts'
import { checkDevices } from './devices/check.ts'
import { advanceButtonTests } from './drills/advance-button.ts'
import { advanceDrills } from './drills/advance.ts'
import { buttonTestSource, drillSource } from './drills/source.ts'
import { helpSource } from './source.ts'
import { advanceReport } from './report/advance.ts'
import { advanceTasks } from './tasks/advance.ts'
import { taskSource } from './tasks/source.ts'
import { advanceWellness } from './wellness/advance.ts'
import { wellnessSource } from './wellness/source.ts'

export const helpBackground: Background = {
  sources: [helpSource, auditSource, taskSource, wellnessSource, drillSource, buttonTestSource],
  advances: {
    // Before the calls: what silence raises rings in the same pass.
    wellness: advanceWellness,
    'help calls': (context) => advance(context, context.communityIds),
    // After whatever moves calls: what it left behind is late.
    'help audit': ({ db, communityIds, now }) => audit(db, communityIds, now),
    'help tasks': ({ db, communityIds, now }) => advanceTasks(db, communityIds, now),
    'help report': advanceReport,
    'help devices': ({ db, communityIds, now, newId }) => checkDevices(db, communityIds, now, newId),
    'help drills': (context) => advanceDrills(context, context.communityIds),
    'help button tests': (context) => advanceButtonTests(context, context.communityIds),
    'help files': ({ db, files, communityIds, now }) => sweepFiles(db, files, communityIds, now),
  },
}
