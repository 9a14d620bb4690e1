CREATE TABLE `account_sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`secret_hash` text NOT NULL,
	`account_id` text NOT NULL,
	`membership_id` text,
	`created_at` integer NOT NULL,
	`last_seen_at` integer NOT NULL,
	`idle_expires_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`user_agent` text NOT NULL,
	`revoked_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`membership_id`) REFERENCES `memberships`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `account_sessions_secret_idx` ON `account_sessions` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `account_sessions_account_idx` ON `account_sessions` (`account_id`,`id`);--> statement-breakpoint
CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`login` text NOT NULL,
	`display_name` text NOT NULL,
	`password_hash` text NOT NULL,
	`status` text NOT NULL,
	`failed_count` integer NOT NULL,
	`locked_until` integer,
	`must_change_password` integer NOT NULL,
	`created_at` integer NOT NULL,
	`password_changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_login_idx` ON `accounts` (`login`);--> statement-breakpoint
CREATE TABLE `audit_head` (
	`id` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `competences` (
	`code` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`kind` text NOT NULL,
	`origin` text NOT NULL,
	`source` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `declaration_competences` (
	`declaration_id` text NOT NULL,
	`competence_code` text NOT NULL,
	PRIMARY KEY(`declaration_id`, `competence_code`),
	FOREIGN KEY (`declaration_id`) REFERENCES `declarations`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`competence_code`) REFERENCES `competences`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `declaration_parts` (
	`declaration_id` text NOT NULL,
	`aspect` text NOT NULL,
	`part` text NOT NULL,
	`persons` integer NOT NULL,
	PRIMARY KEY(`declaration_id`, `aspect`, `part`),
	FOREIGN KEY (`declaration_id`) REFERENCES `declarations`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE TABLE `gap_totals` (
	`run_id` text NOT NULL,
	`key` text NOT NULL,
	`region_code` text NOT NULL,
	`cut` text NOT NULL,
	`code` text NOT NULL,
	`level` text,
	`cells` integer NOT NULL,
	`span` text NOT NULL,
	`window` text NOT NULL,
	`year` integer NOT NULL,
	`last_year` integer NOT NULL,
	`demand` real NOT NULL,
	`supply` real NOT NULL,
	`gap` real NOT NULL,
	`lo80` real NOT NULL,
	`hi80` real NOT NULL,
	`lo95` real NOT NULL,
	`hi95` real NOT NULL,
	`ratio` real,
	`probability` real NOT NULL,
	`band` text NOT NULL,
	`enterprises` integer,
	`suppressed` text,
	PRIMARY KEY(`run_id`, `key`),
	FOREIGN KEY (`run_id`) REFERENCES `runs`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
CREATE INDEX `gap_totals_cut_idx` ON `gap_totals` (`run_id`,`cut`,`span`,`key`);--> statement-breakpoint
CREATE TABLE `inflows` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`major_code` text NOT NULL,
	`year` integer NOT NULL,
	`unit` text DEFAULT 'persons' NOT NULL,
	`persons` integer NOT NULL,
	`reason` text NOT NULL,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`region_code`) REFERENCES `regions`(`code`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `inflows_key_idx` ON `inflows` (`region_code`,`major_code`,`year`,`id`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`label` text NOT NULL,
	`organisation_id` text,
	`role` text NOT NULL,
	`manager` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`used_by` text,
	`revoked_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`used_by`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_token_idx` ON `invitations` (`token_hash`);--> statement-breakpoint
CREATE INDEX `invitations_organisation_idx` ON `invitations` (`organisation_id`,`id`);--> statement-breakpoint
CREATE TABLE `memberships` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`organisation_id` text,
	`role` text NOT NULL,
	`manager` integer NOT NULL,
	`created_at` integer NOT NULL,
	`ended_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `accounts`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `memberships_standing_idx` ON `memberships` (`account_id`,`organisation_id`) WHERE ended_at is null;--> statement-breakpoint
CREATE INDEX `memberships_organisation_idx` ON `memberships` (`organisation_id`,`id`);--> statement-breakpoint
CREATE TABLE `posting_competences` (
	`posting_id` text NOT NULL,
	`competence_code` text NOT NULL,
	PRIMARY KEY(`posting_id`, `competence_code`),
	FOREIGN KEY (`posting_id`) REFERENCES `postings`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`competence_code`) REFERENCES `competences`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `programme_competences` (
	`programme_id` text NOT NULL,
	`competence_code` text NOT NULL,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`entered_at` integer NOT NULL,
	PRIMARY KEY(`programme_id`, `competence_code`),
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`competence_code`) REFERENCES `competences`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `programme_competences_code_idx` ON `programme_competences` (`competence_code`,`programme_id`);--> statement-breakpoint
CREATE TABLE `projects` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`name` text NOT NULL,
	`occupation_code` text NOT NULL,
	`commissioning_year` integer NOT NULL,
	`unit` text DEFAULT 'persons' NOT NULL,
	`planned_headcount` integer NOT NULL,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`batch_id` text,
	`reported_by` text NOT NULL,
	`valid_from` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`occupation_code`) REFERENCES `occupations`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `projects_key_idx` ON `projects` (`organisation_id`,`name`,`occupation_code`,`id`);--> statement-breakpoint
CREATE TABLE `repeatable_calls` (
	`actor` text NOT NULL,
	`key` text NOT NULL,
	`call_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`status` integer,
	`location` text,
	`body` text,
	PRIMARY KEY(`actor`, `key`)
);
--> statement-breakpoint
CREATE INDEX `repeatable_calls_age_idx` ON `repeatable_calls` (`created_at`);--> statement-breakpoint
ALTER TABLE `api_keys` ADD `scopes` text;--> statement-breakpoint
ALTER TABLE `api_keys` ADD `membership_id` text REFERENCES memberships(id);--> statement-breakpoint
ALTER TABLE `api_keys` ADD `last_used_at` integer;--> statement-breakpoint
CREATE INDEX `api_keys_membership_idx` ON `api_keys` (`membership_id`,`id`);--> statement-breakpoint
ALTER TABLE `audit_entries` ADD `seq` integer;--> statement-breakpoint
ALTER TABLE `audit_entries` ADD `hash` text;--> statement-breakpoint
CREATE UNIQUE INDEX `audit_seq_idx` ON `audit_entries` (`seq`);--> statement-breakpoint
CREATE INDEX `audit_actor_idx` ON `audit_entries` (`actor`,`id`);--> statement-breakpoint
CREATE INDEX `audit_at_idx` ON `audit_entries` (`at`,`id`);--> statement-breakpoint
ALTER TABLE `flags` ADD `enterprises` integer;--> statement-breakpoint
ALTER TABLE `flags` ADD `suppressed` text;--> statement-breakpoint
ALTER TABLE `gaps` ADD `enterprises` integer;--> statement-breakpoint
ALTER TABLE `gaps` ADD `suppressed` text;--> statement-breakpoint
ALTER TABLE `organisations` ADD `status` text DEFAULT 'verified' NOT NULL;--> statement-breakpoint
ALTER TABLE `organisations` ADD `status_reason` text;--> statement-breakpoint
ALTER TABLE `organisations` ADD `status_at` integer;--> statement-breakpoint
ALTER TABLE `organisations` ADD `contact` text;--> statement-breakpoint
CREATE INDEX `organisations_status_idx` ON `organisations` (`status`,`id`);--> statement-breakpoint
ALTER TABLE `run_series` ADD `enterprises` integer;--> statement-breakpoint
ALTER TABLE `run_series` ADD `suppressed` text;