CREATE TABLE `adjustments` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`year` integer NOT NULL,
	`school_id` text NOT NULL,
	`programme_id` text,
	`major_code` text NOT NULL,
	`level` text NOT NULL,
	`change` text NOT NULL,
	`seats_before` integer,
	`seats_after` integer,
	`new_name` text,
	`basis` text NOT NULL,
	`docket_id` text,
	`resolution_number` text,
	`decided_on` text NOT NULL,
	`takes_back_id` text,
	`simulated` integer NOT NULL,
	`source` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `adjustments_year_idx` ON `adjustments` (`region_code`,`year`,`id`);--> statement-breakpoint
CREATE INDEX `adjustments_school_idx` ON `adjustments` (`school_id`,`year`,`id`);--> statement-breakpoint
CREATE INDEX `adjustments_major_idx` ON `adjustments` (`major_code`,`year`,`id`);--> statement-breakpoint
CREATE INDEX `adjustments_docket_idx` ON `adjustments` (`docket_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `adjustments_takes_back_idx` ON `adjustments` (`takes_back_id`);--> statement-breakpoint
CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`name` text NOT NULL,
	`type` text NOT NULL,
	`size` integer NOT NULL,
	`sha256` text NOT NULL,
	`added_by` text NOT NULL,
	`organisation_id` text,
	`created_at` integer NOT NULL,
	`removed_at` integer,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `attachments_subject_idx` ON `attachments` (`kind`,`subject_id`,`id`);--> statement-breakpoint
CREATE INDEX `attachments_content_idx` ON `attachments` (`sha256`);--> statement-breakpoint
CREATE TABLE `bulletins` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`kind` text NOT NULL,
	`year` integer NOT NULL,
	`period` integer NOT NULL,
	`edition` integer NOT NULL,
	`title` text NOT NULL,
	`content` text NOT NULL,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`reason` text,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`published_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `bulletins_period_idx` ON `bulletins` (`region_code`,`kind`,`year`,`period`,`edition`);--> statement-breakpoint
CREATE INDEX `bulletins_state_idx` ON `bulletins` (`state`,`id`);--> statement-breakpoint
CREATE TABLE `calendar_feeds` (
	`id` text PRIMARY KEY NOT NULL,
	`membership_id` text NOT NULL,
	`secret_hash` text NOT NULL,
	`created_at` integer NOT NULL,
	`last_used_at` integer,
	`revoked_at` integer,
	FOREIGN KEY (`membership_id`) REFERENCES `memberships`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feeds_secret_idx` ON `calendar_feeds` (`secret_hash`);--> statement-breakpoint
CREATE INDEX `calendar_feeds_membership_idx` ON `calendar_feeds` (`membership_id`,`id`);--> statement-breakpoint
CREATE TABLE `docket_measures` (
	`id` text PRIMARY KEY NOT NULL,
	`docket_id` text NOT NULL,
	`school_id` text NOT NULL,
	`programme_id` text,
	`change` text NOT NULL,
	`from_year` integer NOT NULL,
	`seats_before` integer,
	`seats_after` integer,
	`new_name` text,
	`note` text,
	FOREIGN KEY (`docket_id`) REFERENCES `dockets`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`school_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`programme_id`) REFERENCES `programmes`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `docket_measures_school_idx` ON `docket_measures` (`docket_id`,`school_id`,`change`);--> statement-breakpoint
CREATE TABLE `dockets` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`year` integer NOT NULL,
	`number` integer NOT NULL,
	`origin` text NOT NULL,
	`change_id` text,
	`run_id` text NOT NULL,
	`major_code` text NOT NULL,
	`level` text NOT NULL,
	`flag_class` text,
	`evidence` text NOT NULL,
	`evidence_hash` text NOT NULL,
	`opinion` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`outcome` text,
	`resolution_id` text,
	`resolution_number` text,
	`decided_on` text,
	`review_on` text,
	`review` text,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	FOREIGN KEY (`major_code`) REFERENCES `majors`(`code`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `dockets_number_idx` ON `dockets` (`region_code`,`year`,`number`);--> statement-breakpoint
CREATE INDEX `dockets_state_idx` ON `dockets` (`state`,`id`);--> statement-breakpoint
CREATE INDEX `dockets_major_idx` ON `dockets` (`major_code`,`id`);--> statement-breakpoint
CREATE INDEX `dockets_change_idx` ON `dockets` (`change_id`);--> statement-breakpoint
CREATE TABLE `state_moves` (
	`id` text PRIMARY KEY NOT NULL,
	`workflow` text NOT NULL,
	`subject_id` text NOT NULL,
	`event` text NOT NULL,
	`from_state` text NOT NULL,
	`to_state` text NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`reason` text
);
--> statement-breakpoint
CREATE INDEX `state_moves_subject_idx` ON `state_moves` (`workflow`,`subject_id`,`id`);--> statement-breakpoint
CREATE TABLE `task_reminders` (
	`subject` text NOT NULL,
	`kind` text NOT NULL,
	`day` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`subject`, `kind`, `day`)
);
--> statement-breakpoint
CREATE TABLE `task_reports` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`unit_name` text,
	`organisation_id` text,
	`leads` integer NOT NULL,
	`progress` integer NOT NULL,
	`text` text NOT NULL,
	`simulated` integer NOT NULL,
	`actor` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `task_reports_task_idx` ON `task_reports` (`task_id`,`id`);--> statement-breakpoint
CREATE INDEX `task_reports_at_idx` ON `task_reports` (`at`,`id`);--> statement-breakpoint
CREATE TABLE `task_templates` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`document` text NOT NULL,
	`year` integer,
	`lines` text NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `task_templates_name_idx` ON `task_templates` (`name`);--> statement-breakpoint
CREATE TABLE `task_units` (
	`id` text PRIMARY KEY NOT NULL,
	`task_id` text NOT NULL,
	`organisation_id` text,
	`name` text NOT NULL,
	`leads` integer NOT NULL,
	FOREIGN KEY (`task_id`) REFERENCES `tasks`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisations`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `task_units_name_idx` ON `task_units` (`task_id`,`name`);--> statement-breakpoint
CREATE INDEX `task_units_organisation_idx` ON `task_units` (`organisation_id`,`task_id`);--> statement-breakpoint
CREATE TABLE `tasks` (
	`id` text PRIMARY KEY NOT NULL,
	`region_code` text NOT NULL,
	`origin` text NOT NULL,
	`origin_id` text,
	`title` text NOT NULL,
	`content` text NOT NULL,
	`due_on` text,
	`state` text NOT NULL,
	`version` integer NOT NULL,
	`progress` integer NOT NULL,
	`simulated` integer NOT NULL,
	`created_by` text NOT NULL,
	`created_at` integer NOT NULL,
	`changed_at` integer NOT NULL,
	`done_at` integer
);
--> statement-breakpoint
CREATE INDEX `tasks_state_idx` ON `tasks` (`state`,`due_on`,`id`);--> statement-breakpoint
CREATE UNIQUE INDEX `tasks_origin_idx` ON `tasks` (`region_code`,`origin`,`origin_id`);