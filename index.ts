export { CregisApi } from './credentials/CregisApi.credentials';
export { CregisTeamApi } from './credentials/CregisTeamApi.credentials';
export { Cregis } from './nodes/Cregis/Cregis.node';
export { CregisPollingTrigger } from './nodes/Cregis/CregisPollingTrigger.node';
export { CregisTrigger } from './nodes/Cregis/CregisTrigger.node';
export { verifyCallback } from './nodes/Cregis/protocol/callback';
export { signParameters } from './nodes/Cregis/protocol/signature';
