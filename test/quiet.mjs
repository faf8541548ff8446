// n8n's engine logs every error that a test provokes.
process.env.N8N_LOG_LEVEL = 'silent';
