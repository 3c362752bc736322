update access_user set role = 'tx-lead' where role = 'editor';
